package io.piitrace.checks.libraries;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.seal.SubjectKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * One run of the {@link LibrariesProgram} with the packaged agent: what it said, and what its ledger tells.
 *
 * @param accesses by the id of the person that they are about
 * @param strangers accesses that are about nobody whom the program made
 */
record LibrariesRun(
        List<Outcome> outcomes,
        Map<Integer, List<AccessRecord>> accesses,
        List<AccessRecord> strangers,
        List<Notice> notices,
        String err) {
    private static final Path ROOT = Path.of(System.getProperty("piitrace.test.root", "../.."));
    private static final Path AGENT =
            ROOT.resolve("agent/target/piitrace-agent.jar").toAbsolutePath();
    static final String JAVA = System.getProperty("piitrace.test.jvm", System.getProperty("java.home") + "/bin/java");

    /**
     * @param options for the JVM, the agent among them
     * @param arguments for the program
     */
    static LibrariesRun of(Path dir, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED")); // Orika's Javassist
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(options);
        Path woven = Providers.weave(dir.resolve("woven"));
        command.addAll(List.of("-cp", woven + File.pathSeparator + System.getProperty("java.class.path")));
        command.add(LibrariesProgram.class.getName());
        command.addAll(List.of(arguments));
        Path out = dir.resolve("out.txt");
        Path err = dir.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("still running after ten minutes");
        }
        List<String> lines = Files.readAllLines(out);
        if (process.exitValue() != 0 || !lines.contains("done")) {
            throw new IOException("exit " + process.exitValue() + '\n' + Files.readString(out) + Files.readString(err));
        }
        LibrariesRun run = new LibrariesRun(
                lines.stream()
                        .filter(line -> line.startsWith(Outcome.MARK))
                        .map(Outcome::of)
                        .toList(),
                new HashMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                Files.readString(err));
        run.read(dir);
        return run;
    }

    private void read(Path dir) throws IOException {
        SubjectKey key = SubjectKey.in(dir.resolve("keys").resolve("subject.key"));
        Map<String, Integer> ids = new HashMap<>();
        // whom all compare with, and nobody: an object that a library has just made
        for (int id : new int[] {LibrariesProgram.REHEARSED, 0}) {
            ids.put(key.pseudonym(null, Integer.toString(id)), id);
        }
        for (Outcome outcome : outcomes) {
            for (int group : new int[] {0, LibrariesProgram.REHEARSED, LibrariesProgram.REPEATED}) {
                int id = group + outcome.number();
                ids.put(key.pseudonym(null, Integer.toString(id)), id);
            }
        }
        for (Path file : LedgerFiles.find(List.of(dir))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    if (record instanceof Notice notice) {
                        notices.add(notice);
                    } else if (record instanceof AccessRecord access) {
                        Integer id = ids.get(access.subject().pseudonym());
                        (id == null ? strangers : accesses.computeIfAbsent(id, i -> new ArrayList<>())).add(access);
                    }
                }
            }
        }
    }

    /** The agent with its ledger in this directory. */
    static String agent(Path dir) {
        return "-javaagent:" + AGENT + "=service=libraries,on.full.max.ms=30000,dir=" + dir;
    }

    List<AccessRecord> of(int id) {
        return accesses.getOrDefault(id, List.of());
    }

    /** Accesses to the data of the person with this id, by {@code field kind}. */
    Map<String, Integer> counts(int id) {
        Map<String, Integer> counts = new TreeMap<>();
        for (AccessRecord access : of(id)) {
            String field = access.site().field().name();
            counts.merge(field + ' ' + access.site().kind().code(), (int) access.count(), Integer::sum);
        }
        return counts;
    }

    List<Notice> notices(NoticeType type) {
        return notices.stream().filter(notice -> notice.type() == type).toList();
    }
}
