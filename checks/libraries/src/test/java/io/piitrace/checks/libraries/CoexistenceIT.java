package io.piitrace.checks.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.NoticeType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other agents weave the same classes, before or after ours: the ledger tells the same reads. */
class CoexistenceIT {
    private static final Path AGENTS = Path.of("target", "agents").toAbsolutePath();

    @TempDir
    Path dir;

    @Test
    void afterTheAgentOfOpenTelemetry() throws Exception {
        check(openTelemetry(), LibrariesRun.agent(dir));
    }

    @Test
    void beforeTheAgentOfOpenTelemetry() throws Exception {
        check(LibrariesRun.agent(dir), openTelemetry());
    }

    @Test
    void afterTheAgentOfJacoco() throws Exception {
        check(jacoco(), LibrariesRun.agent(dir));
        assertThat(dir.resolve("jacoco.exec")).isNotEmptyFile();
    }

    @Test
    void beforeTheAgentOfJacoco() throws Exception {
        check(LibrariesRun.agent(dir), jacoco());
        assertThat(dir.resolve("jacoco.exec")).isNotEmptyFile();
    }

    private void check(String first, String second) throws Exception {
        List<String> options = List.of(
                first,
                second,
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none",
                "-XX:TieredStopAtLevel=1");
        LibrariesRun run =
                LibrariesRun.of(dir, options, "20", "TextOperations", "BinaryOperations", "LanguageOperations");

        assertThat(run.outcomes())
                .hasSizeGreaterThan(40)
                .allSatisfy(outcome ->
                        assertThat(outcome.failure()).as(outcome.title()).isEmpty());
        Map<String, Map<String, Integer>> expected = new TreeMap<>();
        Map<String, Map<String, Integer>> recorded = new TreeMap<>();
        for (Outcome outcome : run.outcomes()) {
            expected.put(outcome.title(), outcome.expected(1 + outcome.repeated()));
            Map<String, Integer> counts = new TreeMap<>(run.counts(outcome.number()));
            run.counts(LibrariesProgram.REPEATED + outcome.number())
                    .forEach((key, count) -> counts.merge(key, count, Integer::sum));
            recorded.put(outcome.title(), counts);
        }
        assertThat(recorded).isEqualTo(expected);
        assertThat(run.strangers()).isEmpty();
        assertThat(run.notices(NoticeType.GAP))
                .allSatisfy(gap -> assertThat(gap.attributes().get("why")).contains("by io.opentelemetry.javaagent."));
        assertThat(run.notices(NoticeType.LOSS)).isEmpty();
    }

    private static String openTelemetry() {
        return "-javaagent:" + AGENTS.resolve("opentelemetry-javaagent.jar");
    }

    private String jacoco() throws Exception {
        Path agent = AGENTS.resolve("org.jacoco.agent-runtime.jar");
        assertThat(Files.size(agent)).isPositive();
        return "-javaagent:" + agent + "=destfile=" + dir.resolve("jacoco.exec") + ",includes=io.piitrace.checks.*";
    }
}
