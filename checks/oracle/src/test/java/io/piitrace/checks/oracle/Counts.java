package io.piitrace.checks.oracle;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How often each field was touched, and how.
 *
 * @param reads by {@code class#field}
 * @param probes comparisons, by {@code class#field}
 * @param kinds kinds of the records, by {@code class#field}; the oracle knows of none
 */
record Counts(Map<String, Long> reads, Map<String, Long> probes, Map<String, Set<String>> kinds) {
    /** The program's personal fields: those of the one class, and those that are named after their route. */
    private static final Pattern PERSONAL =
            Pattern.compile("io\\.piitrace\\.woven\\.(route\\.Person.*#.*|oracle\\.[^$]*(\\$\\w+)?#[a-d]\\d\\d)");

    static Counts ofOracle(Path file) throws IOException {
        Counts counts = empty();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            counts.add(words[0].replace('/', '.'), Long.parseLong(words[1]), Long.parseLong(words[2]));
        }
        return counts;
    }

    static Counts ofLedger(Path dir) throws IOException {
        Counts counts = empty();
        for (Path file : LedgerFiles.find(List.of(dir))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    if (record instanceof AccessRecord access) {
                        counts.add(access);
                    }
                }
            }
        }
        return counts;
    }

    private static Counts empty() {
        return new Counts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    private void add(AccessRecord access) {
        String field = access.site().field().display();
        AccessKind kind = access.site().kind();
        boolean probe = kind == AccessKind.PROBE;
        add(field, probe ? 0 : access.count(), probe ? access.count() : 0);
        kinds.computeIfAbsent(field, f -> new TreeSet<>()).add(kind.code());
    }

    private void add(String field, long read, long probed) {
        if (!PERSONAL.matcher(field).matches()) {
            return;
        }
        if (read > 0) {
            reads.merge(field, read, Long::sum);
        }
        if (probed > 0) {
            probes.merge(field, probed, Long::sum);
        }
    }

    /** The same without what some routes leave open. */
    Counts without(Set<String> fields) {
        Counts rest = empty();
        rest.reads.putAll(reads);
        rest.probes.putAll(probes);
        rest.kinds.putAll(kinds);
        rest.reads.keySet().removeAll(fields);
        rest.probes.keySet().removeAll(fields);
        return rest;
    }

    /** What it would be if everything had been done so much more often. */
    Counts times(long factor) {
        Counts more = empty();
        reads.forEach((field, count) -> more.reads.put(field, count * factor));
        probes.forEach((field, count) -> more.probes.put(field, count * factor));
        return more;
    }
}
