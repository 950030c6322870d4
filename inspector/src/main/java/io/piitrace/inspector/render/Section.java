package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Finding;
import io.piitrace.inspector.query.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of an answer. */
public sealed interface Section {
    /** The key under which JSON has it. */
    String name();

    /** What stands above it, empty for nothing. */
    String title();

    /**
     * A table.
     *
     * @param cells how text and HTML put columns together; empty for a cell each
     * @param empty the line that stands for a table without rows
     * @param notes lines that belong beneath it
     */
    record Rows(String name, String title, Table table, List<Cell> cells, String empty, List<String> notes)
            implements Section {
        public Rows {
            cells = cells.isEmpty() ? table.columns().stream().map(Cell::of).toList() : List.copyOf(cells);
            notes = List.copyOf(notes);
        }
    }

    /** Values with a name each. */
    record Facts(String name, String title, Map<String, @Nullable Object> values) implements Section {
        public Facts {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * A table of numbers whose size HTML shows as colour.
     *
     * @param table a line for each number: columns {@code row}, {@code column} and {@code value} by these names
     */
    record Matrix(String name, String title, Table table, String row, String column, String value, String caption)
            implements Section {}

    /** Paragraphs. */
    record Prose(String name, String title, List<String> paragraphs) implements Section {
        public Prose {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    /**
     * A drawing; only HTML has it.
     *
     * @param svg its markup
     * @param caption what it shows, in words
     */
    record Picture(String name, String title, String svg, String caption) implements Section {}

    /** Findings, the worst first. */
    record Findings(String name, String title, List<Finding> findings) implements Section {
        /** Findings with a lower score take a line each. */
        static final int MINOR = 30;

        public Findings {
            findings = List.copyOf(findings);
        }

        List<Finding> major() {
            return findings.stream().filter(finding -> finding.score() >= MINOR).toList();
        }

        List<Finding> minor() {
            return findings.stream().filter(finding -> finding.score() < MINOR).toList();
        }
    }

    /**
     * Columns that a person reads together.
     *
     * @param heading what stands above them
     * @param bar whether the number is drawn as a bar too
     */
    record Cell(String heading, List<String> columns, boolean bar) {
        public Cell {
            columns = List.copyOf(columns);
        }

        public static Cell of(String column) {
            return new Cell(column.replace('_', ' '), List.of(column), false);
        }

        public static Cell of(String heading, String... columns) {
            return new Cell(heading, List.of(columns), false);
        }

        /** A number, and a bar as long as it is large. */
        public static Cell bar(String heading, String column) {
            return new Cell(heading, List.of(column), true);
        }
    }
}
