package io.piitrace.inspector.render;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows of one table, as a stream of lines that another program reads. */
interface RowWriter {
    void begin(List<String> keys) throws IOException;

    void row(List<String> keys, List<? extends @Nullable Object> values) throws IOException;
}
