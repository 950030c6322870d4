package io.piitrace.checks.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.AccessRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All operations in one interpreted JVM with the agent and with the oracle of {@code checks/oracle}, which knows nothing of it. */
class OracleIT {
    private static final Path SOURCE = Path.of("..", "oracle", "src", "test", "c", "oracle.c");
    private static final Path HEADERS = Path.of(System.getProperty("java.home"), "include");
    private static final String BEANS = "io/piitrace/checks/libraries/bean/";
    private static final Set<String> PERSONAL = Set.of("ssn", "salary", "taxId");

    @TempDir
    Path dir;

    @Test
    void theLedgerCountsWhatTheOracleCounts() throws Exception {
        Path library = dir.resolve("liboracle.so");
        assumeTrue(compile(library), "no C compiler, or no headers of the JVM");
        Path counted = dir.resolve("oracle.txt");

        LibrariesRun run = LibrariesRun.of(
                dir,
                List.of("-Xint", "-agentpath:" + library + '=' + BEANS + ',' + counted, LibrariesRun.agent(dir)),
                "0");

        Map<String, Long> expected = ofOracle(counted);
        long reads = expected.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf(
                "oracle: %d operations, %d reads of %d fields%n", run.outcomes().size(), reads, expected.size());
        assertThat(run.outcomes()).hasSizeGreaterThan(130);
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(ofLedger(run)).isEqualTo(expected);
    }

    private static Map<String, Long> ofLedger(LibrariesRun run) {
        Map<String, Long> counts = new TreeMap<>();
        Stream.concat(run.accesses().values().stream().flatMap(List::stream), run.strangers().stream())
                .filter(OracleIT::isOfField)
                .forEach(access -> counts.merge(access.site().field().display(), access.count(), Long::sum));
        return counts;
    }

    private static boolean isOfField(AccessRecord access) {
        return !access.site().field().name().endsWith("()") && access.site().kind() != AccessKind.PROBE;
    }

    private static Map<String, Long> ofOracle(Path file) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            String field = words[0].replace('/', '.');
            long reads = Long.parseLong(words[1]);
            if (reads > 0 && PERSONAL.contains(field.substring(field.indexOf('#') + 1))) {
                counts.put(field, reads);
            }
        }
        return counts;
    }

    private static boolean compile(Path library) throws InterruptedException {
        try {
            return new ProcessBuilder(
                                    "cc",
                                    "-shared",
                                    "-fPIC",
                                    "-O1",
                                    "-I" + HEADERS,
                                    "-I" + HEADERS.resolve("linux"),
                                    "-o",
                                    library.toString(),
                                    SOURCE.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException thereIsNone) {
            return false;
        }
    }
}
