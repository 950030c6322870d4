package io.piitrace.inspector.render;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as RFC 4180 has them: comma, quotes doubled, CRLF, a line of keys first. A cell that a spreadsheet would run as a formula gets an apostrophe. */
final class CsvRows implements RowWriter {
    private final PrintWriter out;

    CsvRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> keys) {
        row(keys, keys);
    }

    @Override
    public void row(List<String> keys, List<? extends @Nullable Object> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            Object value = values.get(i);
            if (value != null) {
                out.write(cell(value));
            }
        }
        out.write("\r\n");
    }

    private static String cell(Object value) {
        String text = Shown.exact(value);
        if (value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        boolean quoted = false;
        for (int i = 0; i < text.length() && !quoted; i++) {
            quoted = ",\"\r\n".indexOf(text.charAt(i)) >= 0;
        }
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
