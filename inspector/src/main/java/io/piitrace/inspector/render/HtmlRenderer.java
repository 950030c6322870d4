package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Completeness;
import io.piitrace.inspector.query.Finding;
import io.piitrace.inspector.query.Finding.Episode;
import io.piitrace.inspector.query.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An answer as one HTML file that needs nothing else: no script, no request to anywhere, drawings inside it. */
final class HtmlRenderer implements Renderer {
    private final PrintWriter out;

    HtmlRenderer(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void render(Answer answer) throws IOException {
        Markup page = new Markup();
        page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .raw(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .element("title", answer.title())
                .raw("\n<style>\n")
                .raw(style())
                .raw("</style>\n</head>\n<body>\n");
        header(page, answer);
        page.raw("<main>\n");
        for (Section section : answer.sections()) {
            section(page, section);
        }
        page.raw("</main>\n</body>\n</html>\n");
        out.write(page.toString());
        out.flush();
    }

    private static String style() throws IOException {
        try (InputStream in = HtmlRenderer.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IOException("page.css is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void header(Markup page, Answer answer) {
        Completeness completeness = answer.completeness();
        page.raw("<header>\n").element("h1", answer.title()).raw("\n<dl class=\"standing ");
        page.raw(completeness.trustworthy() ? "good" : "bad").raw("\">\n");
        Standing.lines(completeness)
                .forEach((name, text) -> page.raw("<div class=\"" + name + "\">")
                        .element("dt", name)
                        .element("dd", text)
                        .raw("</div>\n"));
        page.raw("</dl>\n");
        if (!completeness.damage().isEmpty()) {
            page.raw("<ul class=\"damage\">");
            completeness.damage().forEach((file, why) -> page.element("li", file + ": " + why));
            page.raw("</ul>\n");
        }
        page.raw("</header>\n");
    }

    private static void section(Markup page, Section section) {
        page.raw("<section id=\"" + Markup.escape(section.name()) + "\">\n");
        if (!section.title().isEmpty()) {
            page.element("h2", section.title()).line();
        }
        if (section instanceof Section.Rows rows) {
            HtmlTable.rows(page, rows);
        } else if (section instanceof Section.Facts facts) {
            facts(page, facts);
        } else if (section instanceof Section.Findings findings) {
            findings(page, findings.findings());
        } else if (section instanceof Section.Matrix matrix) {
            HtmlTable.matrix(page, matrix);
        } else if (section instanceof Section.Prose prose) {
            prose.paragraphs().forEach(paragraph -> page.element("p", paragraph).line());
        } else if (section instanceof Section.Picture picture) {
            page.raw("<figure>\n")
                    .raw(picture.svg())
                    .element("figcaption", picture.caption())
                    .raw("\n</figure>\n");
        }
        page.raw("</section>\n");
    }

    private static void facts(Markup page, Section.Facts facts) {
        page.raw("<dl class=\"facts\">\n");
        facts.values().forEach((name, value) -> {
            if (value != null) {
                page.raw("<div>")
                        .element("dt", name.replace('_', ' '))
                        .element("dd", Shown.value(name, value, true))
                        .raw("</div>\n");
            }
        });
        page.raw("</dl>\n");
    }

    private static void findings(Markup page, List<Finding> findings) {
        if (findings.isEmpty()) {
            page.element("p class=\"empty good\"", "Nothing to look at.").line();
            return;
        }
        page.raw("<ol class=\"findings\">\n");
        for (Finding finding : findings) {
            Episode episode = finding.episode();
            page.raw("<li class=\"" + level(finding.score()) + "\">\n")
                    .raw("<div class=\"score\"><b>" + finding.score() + "</b><i style=\"width:" + finding.score()
                            + "%\"></i></div>\n<div>")
                    .element("h3", finding.title())
                    .element("p class=\"who\"", who(episode))
                    .element("p class=\"when\"", when(episode))
                    .raw("<ul>");
            for (Signal signal : finding.signals()) {
                page.raw("<li>")
                        .element("span class=\"rule\"", signal.rule())
                        .text(" " + signal.reason())
                        .raw("</li>");
            }
            page.raw("</ul>")
                    .element("p class=\"evidence\"", "Evidence: " + finding.evidence())
                    .raw("</div>\n</li>\n");
        }
        page.raw("</ol>\n");
    }

    static String level(int score) {
        return score >= 60 ? "high" : score >= 30 ? "middle" : "low";
    }

    private static String who(Episode episode) {
        return joined(Stream.of(
                episode.principal() == null ? "unknown principal" : episode.principal(),
                episode.party(),
                episode.roles(),
                episode.region() == null ? null : "region " + episode.region(),
                episode.tenant() == null ? null : "tenant " + episode.tenant()));
    }

    private static String when(Episode episode) {
        return joined(Stream.of(
                Shown.span(episode.first(), episode.last()),
                episode.entry(),
                Shown.count(episode.accesses(), "read", "reads"),
                episode.ticket() == null ? null : "ticket " + episode.ticket()));
    }

    private static String joined(Stream<String> parts) {
        return parts.filter(Objects::nonNull).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }
}
