package io.piitrace.agent.probe;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Scan;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Runs the {@link ProbeProgram} in a JVM of its own with the agent, and looks whether the ledger has each route once. */
public final class SelfTestRun {
    private static final int FIRST_WITH_UNSAFE_OPTION = 23;

    private SelfTestRun() {}

    /**
     * 0 if every route was caught, 1 if not; a line for each.
     *
     * @param companion whether the jar has the native companion
     */
    public static int run(File jar, boolean companion, PrintStream out) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory("piitrace-self-test");
        try {
            String said = probe(jar, companion, dir);
            Map<String, Long> counts = counts(dir);
            boolean all = true;
            for (String route : routes(companion)) {
                long count = counts.getOrDefault(route, 0L);
                all &= count == 1;
                out.println((count == 1 ? "caught      " : count == 0 ? "NOT CAUGHT  " : "TWICE       ") + route);
            }
            if (!all) {
                out.print(said);
            }
            return all ? 0 : 1;
        } finally {
            delete(dir);
        }
    }

    private static Set<String> routes(boolean companion) {
        Set<String> routes = ProbeProgram.routes();
        if (companion) {
            routes.add(ProbeProgram.NATIVE);
        }
        return routes;
    }

    private static String probe(File jar, boolean companion, Path dir) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        if (Runtime.version().feature() >= FIRST_WITH_UNSAFE_OPTION) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        String options = "self.test=off,dir=" + dir;
        if (companion) {
            options += ",native.companion=packed";
            if (Runtime.version().feature() >= FIRST_WITH_UNSAFE_OPTION) {
                command.add("--enable-native-access=ALL-UNNAMED");
            }
        }
        command.add("-javaagent:" + jar + '=' + options);
        command.addAll(List.of("-cp", jar.getPath(), ProbeProgram.class.getName()));
        if (companion) {
            command.add(dir.resolve("libpiitrace-companion.so").toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PIITRACE_"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static Map<String, Long> counts(Path dir) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        for (Path file : LedgerFiles.find(List.of(dir))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    if (record instanceof AccessRecord access) {
                        counts.merge(access.site().field().name(), access.count(), Long::sum);
                    }
                }
            }
        }
        return counts;
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
