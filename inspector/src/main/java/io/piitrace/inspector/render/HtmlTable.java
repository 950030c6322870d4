package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Table;
import io.piitrace.inspector.render.Section.Cell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables in HTML. */
final class HtmlTable {
    private static final Set<String> CODE =
            Set.of("field", "site", "entry", "subject", "trace", "head", "file", "detail");
    private static final int MATRIX_ROWS = 20;

    private HtmlTable() {}

    static void rows(Markup page, Section.Rows rows) {
        if (rows.table().isEmpty()) {
            page.element("p class=\"empty\"", rows.empty()).line();
        } else {
            table(page, rows);
        }
        rows.notes().forEach(note -> page.element("p class=\"note\"", note).line());
    }

    private static void table(Markup page, Section.Rows rows) {
        Table table = rows.table();
        page.raw("<div class=\"scroll\"><table>\n<thead><tr>");
        for (Cell cell : rows.cells()) {
            page.element(type(table, cell).equals("number") ? "th class=\"number\"" : "th", cell.heading());
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < table.size(); row++) {
            page.raw("<tr>");
            for (Cell cell : rows.cells()) {
                if (cell.bar()) {
                    bar(page, table, row, cell.columns().get(0));
                } else {
                    cell(page, table, row, cell);
                }
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n");
    }

    private static void bar(Markup page, Table table, int row, String column) {
        long largest = 1;
        for (int other = 0; other < table.size(); other++) {
            largest = Math.max(largest, table.number(other, column));
        }
        page.raw("<td class=\"bar\">")
                .element("span", Shown.number(table.number(row, column)))
                .raw("<i style=\"width:" + Math.round(100.0 * table.number(row, column) / largest) + "%\"></i></td>");
    }

    private static void cell(Markup page, Table table, int row, Cell cell) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String column : cell.columns()) {
            String text = Shown.value(column, table.value(row, column), column.equals("head"));
            if (!text.isEmpty()) {
                lines.putIfAbsent(text, Shown.value(column, table.value(row, column), true));
            }
        }
        page.raw("<td class=\"" + type(table, cell) + "\">");
        boolean first = true;
        for (Map.Entry<String, String> line : lines.entrySet()) {
            String whole = line.getValue();
            String title = whole.equals(line.getKey()) ? "" : " title=\"" + Markup.escape(whole) + "\"";
            page.element((first ? "b" : "small") + title, line.getKey());
            first = false;
        }
        page.raw("</td>");
    }

    /** What its first column holds decides how a cell is set. */
    private static String type(Table table, Cell cell) {
        String column = cell.columns().get(0);
        if (cell.bar()) {
            return "bar";
        }
        if (CODE.contains(column)) {
            return "code";
        }
        int index = table.columns().indexOf(column);
        Object value = table.rows().stream()
                .map(row -> row.get(index))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return value instanceof Number ? "number" : value instanceof Instant ? "time" : "text";
    }

    static void matrix(Markup page, Section.Matrix matrix) {
        Table table = matrix.table();
        Map<String, Map<String, Long>> values = new HashMap<>();
        Map<String, Long> rowTotals = new HashMap<>();
        Map<String, Long> columnTotals = new HashMap<>();
        long most = 1;
        for (int i = 0; i < table.size(); i++) {
            String row = table.text(i, matrix.row());
            String column = table.text(i, matrix.column());
            long value = table.number(i, matrix.value());
            values.computeIfAbsent(row, key -> new HashMap<>()).put(column, value);
            rowTotals.merge(row, value, Math::max);
            columnTotals.merge(column, value, Math::max);
            most = Math.max(most, value);
        }
        List<String> columns = largestFirst(columnTotals);
        List<String> rows = largestFirst(rowTotals);
        page.raw("<div class=\"scroll\"><table class=\"matrix\">\n<thead><tr><th></th>");
        columns.forEach(column -> page.element("th class=\"number\"", column));
        page.raw("</tr></thead>\n<tbody>\n");
        for (String row : rows.subList(0, Math.min(MATRIX_ROWS, rows.size()))) {
            page.raw("<tr>").element("td", row);
            for (String column : columns) {
                heat(page, values.getOrDefault(row, Map.of()).getOrDefault(column, 0L), most);
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n").element("p class=\"note\"", matrix.caption());
        if (rows.size() > MATRIX_ROWS) {
            page.element(
                    "p class=\"note\"",
                    Shown.count(rows.size() - MATRIX_ROWS, "principal more", "principals more") + ", who read less");
        }
        page.line();
    }

    private static void heat(Markup page, long value, long most) {
        if (value == 0) {
            page.raw("<td></td>");
            return;
        }
        double share = 0.12 + 0.88 * Math.log1p((double) value) / Math.log1p((double) most);
        page.element(
                String.format(
                        Locale.ROOT,
                        "td class=\"heat%s\" style=\"--share:%.2f\"",
                        share > 0.55 ? " strong" : "",
                        share),
                Shown.number(value));
    }

    private static List<String> largestFirst(Map<String, Long> totals) {
        return totals.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
