package io.piitrace.checks.applications;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A program that ran in a JVM of its own with the packaged agent and a configuration file, and what the ledger tells of it. */
record TracedProgram(List<AccessRecord> accesses, List<Notice> notices) {
    static final Path ROOT =
            Path.of(System.getProperty("piitrace.test.root", "")).toAbsolutePath();
    static final Path AGENT = ROOT.resolve("agent/target/piitrace-agent.jar");
    static final String JAVA = System.getProperty("piitrace.test.jvm", System.getProperty("java.home") + "/bin/java");

    /** Runs a main class of the test's class path; it has to print {@code done}. */
    static TracedProgram run(Class<?> main, Path dir, List<String> configuration)
            throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String out = java(dir, List.of(agent(dir, configuration), "-cp", classPath, main.getName()));
        if (!out.equals("done\n")) {
            throw new IOException(main + " said " + out);
        }
        return of(dir.resolve("traced"));
    }

    /** Configuration by which each of these methods is a purpose of its own, so that the ledger tells them apart. */
    static List<String> purposes(Class<?> program, String... methods) {
        List<String> lines = new ArrayList<>();
        for (String method : methods) {
            lines.add("purpose." + program.getName() + '#' + method + '=' + method);
        }
        return lines;
    }

    /** The JVM's argument. */
    static String agent(Path dir, List<String> configuration) throws IOException {
        Path file = dir.resolve("piitrace.properties");
        Files.write(file, configuration);
        return "-javaagent:" + AGENT + "=config=" + file + ",dir=" + dir.resolve("traced");
    }

    /** Runs java to its orderly end; the result is its standard output. */
    static String java(Path dir, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(arguments);
        Path out = dir.resolve("out.txt");
        Path err = dir.resolve("err.txt");
        int exit = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("exit " + exit + ": " + Files.readString(out) + Files.readString(err));
        }
        return Files.readString(out);
    }

    static TracedProgram of(Path ledger) throws IOException {
        List<AccessRecord> accesses = new ArrayList<>();
        List<Notice> notices = new ArrayList<>();
        for (Path file : LedgerFiles.find(List.of(ledger))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record = reader.next(); record != null; record = reader.next()) {
                    if (record instanceof AccessRecord access) {
                        accesses.add(access);
                    } else if (record instanceof Notice notice) {
                        notices.add(notice);
                    }
                }
            }
        }
        return new TracedProgram(accesses, notices);
    }

    /** Numbers of accesses, by whatever is asked for. */
    Map<String, Long> count(Function<AccessRecord, String> by) {
        Map<String, Long> counts = new TreeMap<>();
        accesses.forEach(access -> counts.merge(by.apply(access), access.count(), Long::sum));
        return counts;
    }

    long total() {
        return accesses.stream().mapToLong(AccessRecord::count).sum();
    }

    /** The notices of a type. */
    List<Notice> notices(String type) {
        return notices.stream()
                .filter(notice -> notice.type().code().equals(type))
                .toList();
    }
}
