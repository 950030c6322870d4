package io.piitrace.inspector.render;

/** HTML and SVG in the making: everything that goes in is escaped, unless it is markup already. */
final class Markup {
    private final StringBuilder text = new StringBuilder();

    /** Markup as it is. */
    Markup raw(String markup) {
        text.append(markup);
        return this;
    }

    /** Text that came from outside. */
    Markup text(String plain) {
        text.append(escape(plain));
        return this;
    }

    /** An element with text in it; {@code tag} may carry attributes. */
    Markup element(String tag, String plain) {
        int space = tag.indexOf(' ');
        return raw("<").raw(tag)
                .raw(">")
                .text(plain)
                .raw("</")
                .raw(space < 0 ? tag : tag.substring(0, space))
                .raw(">");
    }

    Markup line() {
        return raw("\n");
    }

    static String escape(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length() + 16);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
