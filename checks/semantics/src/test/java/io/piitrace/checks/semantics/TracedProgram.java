package io.piitrace.checks.semantics;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A program of this module in a JVM of its own with the packaged agent, and what the ledger says of it. */
final class TracedProgram {
    private static final Path AGENT = Path.of(System.getProperty("piitrace.test.root", "../.."))
            .resolve("agent/target/piitrace-agent.jar")
            .toAbsolutePath();
    private static final String JAVA =
            System.getProperty("piitrace.test.jvm", System.getProperty("java.home") + "/bin/java");

    final List<AccessRecord> accesses = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();

    private TracedProgram() {}

    static TracedProgram run(Path dir, Class<?> main) throws IOException, InterruptedException {
        return run(dir, main.getName(), "", List.of());
    }

    /** @param before what the JVM is to get before the agent, such as another agent or a class path of its own */
    static TracedProgram run(Path dir, String main, String options, List<String> before)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(before);
        command.add(
                "-javaagent:" + AGENT + "=dir=" + dir.resolve("piitrace") + (options.isEmpty() ? "" : "," + options));
        if (!before.contains("-cp")) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        }
        command.add(main);
        Path output = dir.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("still running: " + command);
        }
        if (process.exitValue() != 0) {
            throw new IOException(main + " ended with " + process.exitValue() + ":\n" + Files.readString(output));
        }
        TracedProgram program = new TracedProgram();
        for (Path file : LedgerFiles.find(List.of(dir.resolve("piitrace")))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    program.take(record);
                }
            }
        }
        return program;
    }

    private void take(LedgerRecord record) {
        if (record instanceof AccessRecord access) {
            accesses.add(access);
        } else if (record instanceof Notice notice) {
            notices.add(notice);
        }
    }

    /** Reads during one step of the program: how many by {@code Class#field kind}, the package left out. */
    Map<String, Long> step(String entry) {
        Map<String, Long> counts = new TreeMap<>();
        for (AccessRecord access : accesses) {
            if (entry.equals(access.context().entry())) {
                String field = access.site().field().display();
                String name = field.substring(field.lastIndexOf('.') + 1);
                counts.merge(name + ' ' + access.site().kind().code(), access.count(), Long::sum);
            }
        }
        return counts;
    }

    /** Method and class, without package and line, of every place of one step at which this kind of read happened. */
    List<String> places(String entry, String kind) {
        return accesses.stream()
                .filter(access -> entry.equals(access.context().entry()))
                .filter(access -> access.site().kind().code().equals(kind))
                .map(access -> access.site().place().replaceAll("\\(.*", "").replaceAll("^.*\\.([A-Z]\\w*[.$])", "$1"))
                .distinct()
                .sorted()
                .toList();
    }

    /** What the gaps say, each as {@code what: why}. */
    List<String> gaps() {
        return notices.stream()
                .filter(notice -> notice.type() == NoticeType.GAP)
                .map(notice -> notice.attributes().toString())
                .toList();
    }
}
