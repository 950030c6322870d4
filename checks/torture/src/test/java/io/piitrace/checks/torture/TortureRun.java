package io.piitrace.checks.torture;

import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.Scan;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * One JVM that loads a corpus, and what came of it.
 *
 * @param outcomes by class: {@code OK} with a hash of its shape, or what the JVM threw
 * @param counts what the second agent counted: {@code woven}, {@code calls} …
 * @param findings what else it noted, as it wrote it
 * @param notices what the ledger says besides accesses
 */
record TortureRun(
        Map<String, String> outcomes, Map<String, Integer> counts, List<String> findings, List<Notice> notices) {
    /** Every field of every class is personal. */
    private static final String EVERYTHING = "field.*#*=x-torture,service=torture,on.full.max.ms=60000";

    enum Mode {
        WITHOUT_AGENT,
        WITH_AGENT,
        /** Without the agent, and with classes that are woven wrongly. */
        BROKEN
    }

    static final Path ROOT = Path.of(System.getProperty("piitrace.test.root", ""));

    static TortureRun of(Path java, Path corpus, String selection, Mode mode, Path dir)
            throws IOException, InterruptedException {
        Files.createDirectories(dir);
        Path outcomes = dir.resolve("outcomes.txt");
        Path sightings = dir.resolve("sightings.txt");
        Path ledger = dir.resolve("ledger");
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx3g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // what is loaded hardly runs
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:SymbolTableSize=2097152")); // else half the time goes into looking up the names of 200,000 classes
        if (mode == Mode.WITH_AGENT) {
            Path agent = ROOT.resolve("agent/target/piitrace-agent.jar").toAbsolutePath();
            command.add("-javaagent:" + agent + '=' + EVERYTHING + ",dir=" + ledger);
        }
        if (mode != Mode.WITHOUT_AGENT) {
            command.add("-javaagent:" + watchAgent(dir) + (mode == Mode.BROKEN ? "=break" : ""));
        }
        command.addAll(List.of(
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-Xbootclasspath/a:" + placeOf(LoadProgram.class) + placeOf(ClassReader.class)
                        + placeOf(ClassNode.class),
                LoadProgram.class.getName(),
                corpus.toString(),
                selection,
                outcomes.toString(),
                sightings.toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dir.resolve("out.txt").toFile())
                .redirectError(dir.resolve("err.txt").toFile())
                .start();
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException(mode + " ended with " + exit + ": " + Files.readString(dir.resolve("err.txt")));
        }
        return new TortureRun(
                pairs(Files.readAllLines(outcomes)), counts(sightings), findings(sightings), notices(ledger));
    }

    /** The classes whose outcome is another than in a run before, with both. */
    List<String> differences(TortureRun before) {
        Map<String, String> differences = new TreeMap<>();
        before.outcomes.forEach((name, outcome) -> {
            String now = outcomes.get(name);
            if (!outcome.equals(now)) {
                differences.put(name, outcome + " -> " + now);
            }
        });
        outcomes.forEach((name, outcome) -> {
            if (!before.outcomes.containsKey(name)) {
                differences.put(name, "not there -> " + outcome);
            }
        });
        return differences.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .toList();
    }

    /** How many classes came to what, hashes of shapes left out. */
    Map<String, Integer> tally() {
        Map<String, Integer> tally = new TreeMap<>();
        outcomes.values().forEach(outcome -> tally.merge(outcome.split("[ :]", 2)[0], 1, Integer::sum));
        return tally;
    }

    List<Notice> notices(String type) {
        return notices.stream()
                .filter(notice -> notice.type().code().equals(type))
                .toList();
    }

    /**
     * What the second agent noted and no gap record tells of: reads without a call to the bridge, classes that could not be read, and
     * classes that the JVM linked, but would not transform once more.
     */
    List<String> unexplained() {
        List<String> told = notices("gap").stream()
                .map(gap -> gap.attributes().getOrDefault("what", ""))
                .toList();
        return findings.stream()
                .filter(finding -> {
                    String[] cells = finding.split("\t", -1);
                    return switch (cells[0]) {
                        case "bare" -> !told.contains(cells[1]) && !told.contains(cells[1] + '.' + cells[2]);
                        case "failed" -> outcomes.getOrDefault(cells[1], "").startsWith("OK");
                        default -> outcomes.getOrDefault(cells[1], "").startsWith("OK") && !told.contains(cells[1]);
                    };
                })
                .toList();
    }

    private static Map<String, String> pairs(List<String> lines) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String line : lines) {
            String[] cells = line.split("\t", 2);
            pairs.put(cells[0], cells[1]);
        }
        return pairs;
    }

    private static boolean isFinding(String line) {
        return line.startsWith("bare") || line.startsWith("failed") || line.startsWith("unreadable");
    }

    private static List<String> findings(Path sightings) throws IOException {
        return Files.exists(sightings)
                ? Files.readAllLines(sightings).stream()
                        .filter(TortureRun::isFinding)
                        .toList()
                : List.of();
    }

    private static Map<String, Integer> counts(Path sightings) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        if (Files.exists(sightings)) {
            List<String> lines = Files.readAllLines(sightings);
            lines.removeIf(TortureRun::isFinding);
            pairs(lines).forEach((what, count) -> counts.put(what, Integer.parseInt(count)));
        }
        return counts;
    }

    private static List<Notice> notices(Path ledger) throws IOException {
        List<Notice> notices = new ArrayList<>();
        if (Files.exists(ledger)) {
            for (Path file : LedgerFiles.find(List.of(ledger))) {
                try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                    while (reader.advance()) {
                        Notice notice = reader.notice();
                        if (notice != null) {
                            notices.add(notice);
                        }
                    }
                }
            }
        }
        return notices;
    }

    /** With a separator behind it. */
    private static String placeOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()) + File.pathSeparator;
    }

    /** A jar that names the agent, which is on the boot class path. */
    private static Path watchAgent(Path dir) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", WatchAgent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = dir.resolve("watch-agent.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }
}
