package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Completeness;
import io.piitrace.inspector.query.Finding;
import io.piitrace.inspector.query.Finding.Episode;
import io.piitrace.inspector.query.Signal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers for a terminal: aligned, and coloured where the terminal can. */
final class TextRenderer implements Renderer {
    private final PrintWriter out;
    private final Ink ink;
    private final boolean wide;

    TextRenderer(PrintWriter out, boolean colour, boolean wide) {
        this.out = out;
        this.ink = new Ink(colour);
        this.wide = wide;
    }

    @Override
    public void render(Answer answer) {
        header(answer.title(), answer.completeness());
        for (Section section : answer.sections()) {
            if (section instanceof Section.Picture) {
                continue;
            }
            out.println();
            if (!section.title().isEmpty()) {
                out.println(ink.strong(section.title()));
            }
            if (section instanceof Section.Rows rows) {
                rows(rows);
            } else if (section instanceof Section.Facts facts) {
                facts(facts);
            } else if (section instanceof Section.Findings findings) {
                findings(findings);
            } else if (section instanceof Section.Matrix matrix) {
                rows(new Section.Rows(matrix.name(), "", matrix.table(), List.of(), "none", List.of()));
            } else if (section instanceof Section.Prose prose) {
                prose.paragraphs().forEach(paragraph -> out.println(" " + paragraph));
            }
        }
    }

    private void header(String title, Completeness completeness) {
        out.println(ink.strong(title));
        Standing.lines(completeness).forEach((name, text) -> {
            String shown = text;
            if (name.equals("chain")) {
                shown = completeness.trustworthy() ? ink.good(text) : ink.bad(text);
            } else if (name.equals("missing")
                    && (completeness.losses() > 0 || !completeness.dead().isEmpty())) {
                shown = ink.warning(text);
            }
            out.printf("  %s %s%n", ink.faint(String.format("%-8s", name)), shown);
        });
        completeness.damage().forEach((file, why) -> out.println("  " + ink.bad(file + ": " + why)));
    }

    private void rows(Section.Rows rows) {
        if (rows.table().isEmpty()) {
            out.println(" " + rows.empty());
        } else {
            out.println(new TextTable(ink, wide).draw(rows));
        }
        rows.notes().forEach(note -> out.println(" " + ink.faint(note)));
    }

    private void facts(Section.Facts facts) {
        int width =
                facts.values().keySet().stream().mapToInt(String::length).max().orElse(0);
        facts.values().forEach((name, value) -> {
            String text = Shown.value(name, value, wide);
            if (!text.isEmpty()) {
                out.printf(" %s  %s%n", ink.faint(String.format("%-" + width + "s", name.replace('_', ' '))), text);
            }
        });
    }

    private void findings(Section.Findings section) {
        if (section.findings().isEmpty()) {
            out.println(" " + ink.good("nothing to look at"));
        }
        int rank = 0;
        for (Finding finding : section.major()) {
            rank++;
            if (rank > 1) {
                out.println();
            }
            Episode episode = finding.episode();
            String score = String.format("%3d", finding.score());
            out.printf(
                    "%3d  %s  %s%n",
                    rank, finding.score() >= 60 ? ink.bad(score) : ink.warning(score), ink.strong(finding.title()));
            line(who(episode));
            line(Stream.of(Shown.span(episode.first(), episode.last()), episode.entry(), ticket(episode)));
            for (Signal signal : finding.signals()) {
                out.println("          • " + signal.reason());
            }
            out.println("          " + ink.faint("evidence: " + finding.evidence()));
        }
        if (rank > 0 && !section.minor().isEmpty()) {
            out.println();
        }
        for (Finding finding : section.minor()) {
            rank++;
            String rules = finding.signals().stream().map(Signal::rule).collect(Collectors.joining(", "));
            out.printf("%3d  %3d  %s %s%n", rank, finding.score(), finding.title(), ink.faint("(" + rules + ")"));
        }
    }

    private static Stream<String> who(Episode episode) {
        return Stream.of(
                episode.principal() == null ? "unknown principal" : episode.principal(),
                episode.party(),
                episode.roles(),
                episode.region() == null ? null : "region " + episode.region(),
                episode.tenant() == null ? null : "tenant " + episode.tenant());
    }

    private static String ticket(Episode episode) {
        return episode.ticket() == null ? "" : "ticket " + episode.ticket();
    }

    private void line(Stream<String> parts) {
        String text =
                parts.filter(Objects::nonNull).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
        out.println("          " + text);
    }
}
