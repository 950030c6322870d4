package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Finding;
import io.piitrace.inspector.query.Finding.Episode;
import io.piitrace.inspector.query.Signal;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings in HTML: a card for each that matters, a line for each that does not much. */
final class HtmlFindings {
    private HtmlFindings() {}

    static void all(Markup page, Section.Findings section) {
        if (section.findings().isEmpty()) {
            page.element("p class=\"empty good\"", "Nothing to look at.").line();
            return;
        }
        if (!section.major().isEmpty()) {
            page.raw("<ol class=\"findings\">\n");
            section.major().forEach(finding -> card(page, finding));
            page.raw("</ol>\n");
        }
        if (!section.minor().isEmpty()) {
            lines(page, section);
        }
    }

    private static void card(Markup page, Finding finding) {
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

    private static void lines(Markup page, Section.Findings section) {
        page.element("h3 class=\"minor\"", "Also noted").raw("\n<div class=\"scroll\"><table>\n<thead><tr>");
        for (String heading : new String[] {"#", "score", "what", "who", "when", "why"}) {
            page.element("th", heading);
        }
        page.raw("</tr></thead>\n<tbody>\n");
        int rank = section.major().size();
        for (Finding finding : section.minor()) {
            rank++;
            page.raw("<tr>")
                    .element("td class=\"number\"", Integer.toString(rank))
                    .element("td class=\"number\"", Integer.toString(finding.score()))
                    .element("td", finding.title())
                    .element("td", who(finding.episode()))
                    .element("td", when(finding.episode()))
                    .element("td", joined(finding.signals().stream().map(Signal::rule)))
                    .raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n");
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
