package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Completeness;
import io.piitrace.inspector.query.Scope;
import io.piitrace.ledger.LedgerVerdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The completeness header in words: the lines that stand above every answer, whatever its form. */
final class Standing {
    private Standing() {}

    /** Name and text of each line. */
    static Map<String, String> lines(Completeness completeness) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("window", window(completeness.scope()));
        lines.put("clock", clock(completeness));
        lines.put(
                "ledgers",
                Shown.count(completeness.ledgers(), "ledger", "ledgers") + " in "
                        + Shown.count(completeness.files(), "file", "files") + ": "
                        + Shown.count(completeness.records(), "record", "records") + ", "
                        + Shown.count(completeness.accesses(), "access", "accesses"));
        lines.put(
                "missing",
                Shown.count(completeness.losses(), "access", "accesses") + " lost, "
                        + Shown.count(completeness.gaps(), "gap", "gaps")
                        + (completeness.dead().isEmpty()
                                ? ""
                                : "; " + Shown.count(completeness.dead().size(), "dead JVM", "dead JVMs")
                                        + " not recovered (piitrace recover): "
                                        + completeness.dead().get(0)));
        Completeness.Sealed sealed = completeness.sealed();
        if (sealed.records() > 0) {
            lines.put(
                    "sealed",
                    Shown.count(sealed.records(), "access record", "access records")
                            + " not read: encrypted, and no key for them (deleted, or give --tenant-keys)"
                            + (sealed.problem().isEmpty() ? "" : "; " + sealed.problem()));
        }
        lines.put("chain", chain(completeness));
        return lines;
    }

    private static String window(Scope scope) {
        String window = scope.from() == null && scope.to() == null
                ? "everything"
                : (scope.from() == null ? "the beginning" : Shown.seconds(scope.from())) + " to "
                        + (scope.to() == null ? "the end" : Shown.seconds(scope.to()));
        return scope.tenants().isEmpty()
                ? window
                : window + ", tenant " + String.join(", ", new TreeSet<>(scope.tenants()));
    }

    private static String clock(Completeness completeness) {
        Instant first = completeness.first();
        Instant last = completeness.last();
        return first == null || last == null
                ? "no records"
                : Shown.span(first, last) + " (" + Shown.duration(Duration.between(first, last)) + ")";
    }

    private static String chain(Completeness completeness) {
        List<String> parts = new ArrayList<>();
        for (State state : State.values()) {
            long count = completeness.count(state);
            if (count > 0) {
                parts.add(completeness.ledgers() == 1 ? word(state) : count + " " + word(state));
            }
        }
        String text = String.join(", ", parts);
        if (!completeness.damage().isEmpty()) {
            text += "; not read to the end: "
                    + Shown.count(completeness.damage().size(), "file", "files");
        }
        return text;
    }

    static String word(State state) {
        return switch (state) {
            case INTACT -> "whole and unaltered";
            case UNSEALED_TAIL -> "unaltered, end not sealed (its JVM runs, or died)";
            case TAMPERED -> "TAMPERED WITH";
            case UNREADABLE -> "UNREADABLE";
        };
    }
}
