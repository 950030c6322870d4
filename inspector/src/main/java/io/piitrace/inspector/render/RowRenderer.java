package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The main part of an answer as bare rows; the completeness header, and what else there would be, go beside it. */
final class RowRenderer implements Renderer {
    private final PrintWriter out;
    private final PrintWriter err;
    private final RowWriter writer;

    RowRenderer(PrintWriter out, PrintWriter err, RowWriter writer) {
        this.out = out;
        this.err = err;
        this.writer = writer;
    }

    @Override
    public void render(Answer answer) throws IOException {
        err.println(answer.title());
        Standing.lines(answer.completeness()).forEach((name, text) -> err.printf("  %-8s %s%n", name, text));
        answer.completeness().damage().forEach((file, why) -> err.println("  " + file + ": " + why));
        List<String> leftOut = new ArrayList<>();
        boolean written = false;
        for (Section section : answer.sections()) {
            Table table = SectionTable.of(section);
            if (written || table == null) {
                leftOut.add(section.name());
                continue;
            }
            write(table);
            written = true;
        }
        if (!leftOut.isEmpty()) {
            err.println("  left out (--format json has it): " + String.join(", ", leftOut));
        }
        err.flush();
        out.flush();
    }

    private void write(Table table) throws IOException {
        List<String> keys = table.columns().stream().map(Shown::camel).toList();
        writer.begin(keys);
        for (int row = 0; row < table.size(); row++) {
            writer.row(keys, table.rows().get(row));
        }
    }
}
