package io.piitrace.inspector.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers to all questions about episodes, put together by what makes an episode: the first columns of each of them.
 */
final class Episodes {
    private static final List<String> IDENTITY = List.of(
            "principal",
            "party",
            "roles",
            "region",
            "tenant",
            "purpose",
            "purpose_source",
            "ticket",
            "entry",
            "crosses");

    private final Map<List<String>, Map<String, List<Integer>>> index = new HashMap<>();
    private final Map<String, Table> tables = new HashMap<>();

    /** Adds the answer to a question. */
    Episodes with(String name, Table table) {
        tables.put(name, table);
        for (int row = 0; row < table.size(); row++) {
            index.computeIfAbsent(identity(table, row), key -> new HashMap<>())
                    .computeIfAbsent(name, key -> new ArrayList<>())
                    .add(row);
        }
        return this;
    }

    Table table(String name) {
        Table table = tables.get(name);
        return table == null ? Table.EMPTY : table;
    }

    /** The rows of an answer that belong to the episode of this row of another. */
    List<Integer> rows(String name, List<String> identity) {
        return index.getOrDefault(identity, Map.of()).getOrDefault(name, List.of());
    }

    static List<String> identity(Table table, int row) {
        List<String> identity = new ArrayList<>(IDENTITY.size());
        for (String column : IDENTITY) {
            Object value = table.value(row, column);
            identity.add(value == null ? "\0" : value.toString());
        }
        return identity;
    }
}
