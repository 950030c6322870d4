package io.piitrace.inspector.render;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import com.github.freva.asciitable.Styler;
import io.piitrace.inspector.query.Table;
import io.piitrace.inspector.render.Section.Cell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table for a terminal: a rule beneath the headings, an empty line between rows where a cell has several lines. */
final class TextTable {
    private static final int BAR_WIDTH = 24;
    private static final int CELL_WIDTH = 46;
    private static final int WIDE = 400;

    private final Ink ink;
    private final boolean wide;

    TextTable(Ink ink, boolean wide) {
        this.ink = ink;
        this.wide = wide;
    }

    String draw(Section.Rows rows) {
        Table table = rows.table();
        List<Cell> cells = rows.cells();
        String[][] data = new String[table.size()][cells.size()];
        boolean severalLines = false;
        for (int row = 0; row < data.length; row++) {
            for (int i = 0; i < cells.size(); i++) {
                data[row][i] = cell(table, row, cells.get(i));
                severalLines |= data[row][i].indexOf('\n') >= 0;
            }
        }
        Column[] columns = new Column[cells.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(table, cells.get(i));
        }
        return AsciiTable.builder()
                .border(border(severalLines))
                .styler(new Bold())
                .data(columns, data)
                .asString();
    }

    private String cell(Table table, int row, Cell cell) {
        if (cell.bar()) {
            String column = cell.columns().get(0);
            return bar(table.number(row, column), largest(table, column));
        }
        List<String> lines = new ArrayList<>();
        for (String column : cell.columns()) {
            String text = Shown.value(column, table.value(row, column), wide);
            if (!text.isEmpty() && !lines.contains(text)) {
                lines.add(text);
            }
        }
        return String.join("\n", lines);
    }

    private static long largest(Table table, String column) {
        long largest = 1;
        for (int row = 0; row < table.size(); row++) {
            largest = Math.max(largest, table.number(row, column));
        }
        return largest;
    }

    private static String bar(long value, long largest) {
        int eighths = (int) Math.ceil((double) value * BAR_WIDTH * 8 / largest);
        String last = eighths % 8 == 0 ? "" : String.valueOf((char) ('█' + 8 - eighths % 8));
        return Shown.number(value) + " " + "█".repeat(eighths / 8) + last;
    }

    private Column column(Table table, Cell cell) {
        boolean number = !cell.bar() && isNumber(table, cell.columns().get(0));
        return new Column()
                .header(cell.heading())
                .headerAlign(number ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT)
                .dataAlign(number ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT)
                .maxWidth(wide || cell.columns().contains("head") ? WIDE : CELL_WIDTH, OverflowBehaviour.NEWLINE);
    }

    private static boolean isNumber(Table table, String column) {
        for (int row = 0; row < table.size(); row++) {
            @Nullable Object value = table.value(row, column);
            if (value != null) {
                return value instanceof Number;
            }
        }
        return false;
    }

    /** The places are those of ascii-table: 5 between headings, 8 and 9 beneath them, 12 between cells, 15 and 16 between rows. */
    private static Character[] border(boolean betweenRows) {
        Character[] border = new Character[29];
        border[5] = ' ';
        border[8] = '─';
        border[9] = ' ';
        border[12] = ' ';
        if (betweenRows) {
            border[15] = ' ';
            border[16] = ' ';
        }
        return border;
    }

    /** Makes headings faint and the first line of each cell plain, the further ones faint. */
    private final class Bold implements Styler {
        @Override
        public List<String> styleHeader(Column column, int index, List<String> lines) {
            return lines.stream().map(ink::faint).toList();
        }

        @Override
        public List<String> styleCell(Column column, int row, int index, List<String> lines) {
            List<String> styled = new ArrayList<>(lines);
            for (int i = 1; i < styled.size(); i++) {
                styled.set(i, ink.faint(styled.get(i)));
            }
            return styled;
        }
    }
}
