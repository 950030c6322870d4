package io.piitrace.inspector.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as JSON objects, one a line; absent values have no key. */
final class JsonRows implements RowWriter {
    private final PrintWriter out;
    private final JsonGenerator json;

    JsonRows(PrintWriter out) {
        this.out = out;
        this.json = Json.lines(out);
    }

    @Override
    public void begin(List<String> keys) {}

    @Override
    public void row(List<String> keys, List<? extends @Nullable Object> values) throws IOException {
        Json.object(json, keys, values);
        json.flush();
        out.write('\n');
    }
}
