package io.piitrace.checks.prices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Puts what {@code checks/context-prices} has measured into its page, between the marks. */
public final class ContextPage {
    private static final String BEGIN = "<!-- measured -->\n";
    private static final String END = "<!-- until here -->";
    private static final List<Integer> DEPTHS = List.of(0, 1, 4, 16, 64);
    private static final Map<String, String> STAGES = Map.of(
            "started", "started, nothing else",
            "handed", "started within a context",
            "read", "has read a personal field",
            "scope", "reads within a scope, one of 100 contexts",
            "own", "reads within a scope, in a context of its own");

    /** Best score of all rounds by version, agent, benchmark; and bytes allocated by the same name and {@code :bytes}. */
    private final Map<String, Double> best = new HashMap<>();

    private final List<String[]> memory = new ArrayList<>();
    private final TreeSet<Integer> versions = new TreeSet<>();

    private ContextPage() {}

    /** Arguments: directory of the measurements, the page. */
    public static void main(String[] args) throws IOException {
        ContextPage page = new ContextPage();
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".csv")) {
                    page.times(file);
                } else if (file.toString().endsWith(".memory")) {
                    Files.readAllLines(file).forEach(line -> page.memory.add(line.split(" ")));
                }
            }
        }
        Path target = Path.of(args[1]);
        String text = Files.readString(target);
        Files.writeString(
                target,
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                        + page.tables()
                        + text.substring(text.indexOf(END)));
    }

    /** Named {@code VERSION-AGENT-…}, as JMH writes it. */
    private void times(Path file) throws IOException {
        String[] name = file.getFileName().toString().split("-");
        versions.add(Integer.valueOf(name[0]));
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.replace("\"", "").split(",", -1);
            String benchmark = columns[0].substring(columns[0].lastIndexOf("prices.") + "prices.".length());
            String depth = columns.length > 7 && !columns[7].isEmpty() ? "/" + columns[7] : "";
            String kind = benchmark.endsWith("gc.alloc.rate.norm") ? ":bytes" : "";
            if (benchmark.endsWith("p0.50")) {
                kind = ":median";
            } else if (kind.isEmpty() && !benchmark.matches("\\w+\\.\\w+")) {
                continue; // what else a profiler or a sample tells
            }
            benchmark = benchmark.replaceAll("^(\\w+\\.\\w+).*", "$1");
            best.merge(name[0] + " " + name[1] + " " + benchmark + depth + kind, Double.valueOf(columns[4]), Math::min);
        }
    }

    private String tables() {
        StringBuilder page = new StringBuilder();
        for (int version : versions) {
            page.append("\n## JDK ")
                    .append(version)
                    .append("\n\n| ns | off | on | bytes allocated, off | on |\n|---|---|---|---|---|\n");
            for (int depth : DEPTHS) {
                row(page, version, "a scope opened and closed, within " + depth, "ContextBenchmark.scope/" + depth, "");
            }
            row(page, version, "the same and a read in it", "ContextBenchmark.scopeAndRead", "");
            row(page, version, "a method with `@AccessPurpose`", "ContextBenchmark.annotated", "");
            row(page, version, "a request like the one before", "RequestBenchmark.alike", "");
            row(page, version, "a request with a trace of its own", "RequestBenchmark.own", "");
            row(page, version, "the same and a read in it", "RequestBenchmark.ownAndRead", "");
            row(page, version, "a task of a pool", "HandoffBenchmark.pool", "");
            row(page, version, "a task of a `ForkJoinPool`", "HandoffBenchmark.forkJoin", "");
            row(page, version, "a virtual thread", "HandoffBenchmark.virtualThread", "");
            row(page, version, "a platform thread", "HandoffBenchmark.platformThread", "");
            for (int depth : DEPTHS) {
                row(page, version, "a read, within " + depth, "ContextBenchmark.read/" + depth, ":median");
            }
            memory(page, Integer.toString(version));
        }
        return page.append('\n').toString();
    }

    private void row(StringBuilder page, int version, String title, String benchmark, String kind) {
        Double off = best.get(version + " off " + benchmark + kind);
        Double on = best.get(version + " on " + benchmark + kind);
        if (off != null && on != null) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.0f | %.0f |%n",
                    title,
                    ns(off),
                    ns(on),
                    best.getOrDefault(version + " off " + benchmark + ":bytes", 0.0),
                    best.getOrDefault(version + " on " + benchmark + ":bytes", 0.0)));
        }
    }

    private static String ns(double time) {
        return String.format(Locale.ROOT, time < 100 ? "%.1f" : "%,.0f", time);
    }

    /** Lines are version, agent, kind, count, stage, heap, memory, files, reads, losses. */
    private void memory(StringBuilder page, String version) {
        page.append("\n| bytes a thread | heap, off | on | agent's | other memory, agent's | spool | reads lost |\n");
        page.append("|---|---|---|---|---|---|---|\n");
        for (String[] on : memory) {
            if (on[0].equals(version) && on[1].equals("on")) {
                String[] off = memory.stream()
                        .filter(line -> line[0].equals(version)
                                && line[1].equals("off")
                                && line[2].equals(on[2])
                                && line[4].equals(on[4]))
                        .findFirst()
                        .orElseThrow();
                double heap = Double.parseDouble(on[5]);
                double without = Double.parseDouble(off[5]);
                page.append(String.format(
                        Locale.ROOT,
                        "| %,d %s: %s | %.0f | %.0f | %.0f | %s | %.0f | %s |%n",
                        Integer.parseInt(on[3]),
                        on[2],
                        STAGES.get(on[4]),
                        without,
                        heap,
                        heap - without,
                        on[2].equals("platform")
                                ? String.format(
                                        Locale.ROOT, "%.0f", Double.parseDouble(on[6]) - Double.parseDouble(off[6]))
                                : "",
                        Double.parseDouble(on[7]),
                        on[9]));
            }
        }
    }
}
