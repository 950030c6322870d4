package io.piitrace.inspector.render;

import java.io.IOException;
import java.io.PrintWriter;

/** Gives answers a form. */
public interface Renderer {
    void render(Answer answer) throws IOException;

    /**
     * The renderer of a format.
     *
     * @param out the answer; for the formats of bare rows nothing else
     * @param err what stands beside the rows: the completeness header
     * @param colour whether {@code out} is a terminal that can
     * @param wide whether text shows names and pseudonyms whole
     */
    static Renderer of(Format format, PrintWriter out, PrintWriter err, boolean colour, boolean wide) {
        return switch (format) {
            case TEXT -> new TextRenderer(out, colour, wide);
            case JSON -> new JsonRenderer(out);
            case JSONL -> new RowRenderer(out, err, new JsonRows(out));
            case CSV -> new RowRenderer(out, err, new CsvRows(out));
            case HTML -> new HtmlRenderer(out);
        };
    }
}
