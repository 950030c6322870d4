package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Completeness;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

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
            HtmlFindings.all(page, findings);
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
}
