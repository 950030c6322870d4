package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.Accesses;
import io.piitrace.context.AccessContext;
import io.piitrace.ledger.NoticeType;
import io.piitrace.woven.HandoffMatrix;
import io.piitrace.woven.HandoffStorm;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link HandoffMatrix} and {@link HandoffStorm} under the packaged agent; {@code -Dpiitrace.test.regenerate=true} on the newest JDK
 * writes the table into docs/handoffs.md anew.
 */
class HandoffIT {
    private static final Path PAGE = Path.of(System.getProperty("piitrace.test.root"), "docs/handoffs.md");
    private static final String BEGIN = "<!-- jdk:begin -->\n";
    private static final String END = "<!-- jdk:end -->";
    private static final String AMY = "amy:legal";
    private static final String LOST = "null:context-lost";
    private static final Map<String, String> OTHERS = Map.of(
            "scheduleAtFixedRate",
            LOST + " " + LOST,
            "Timer.schedule repeatedly",
            LOST,
            "one Runnable of two people",
            LOST + " " + LOST + " " + AMY,
            "thread of a pool made by somebody",
            "null:not-expected");

    @TempDir
    private Path dir;

    @Test
    void everyHandOffKeepsThePersonOrSaysThatItLostHer() throws Exception {
        Map<String, String> said = new LinkedHashMap<>();
        for (String line : run(HandoffMatrix.class)) {
            int equals = line.indexOf(" = ");
            said.put(line.substring(0, equals), line.substring(equals + 3));
        }
        Map<String, String> expected = new LinkedHashMap<>();
        said.keySet().forEach(name -> expected.put(name, OTHERS.getOrDefault(name, AMY)));

        assertThat(said).containsExactlyEntriesOf(expected);
        assertThat(said).hasSizeGreaterThanOrEqualTo(50);
        assertThat(Accesses.in(dir.resolve("piitrace")).notices(NoticeType.STOP))
                .singleElement()
                .satisfies(stop -> assertThat(stop.attributes())
                        .containsKeys(
                                "context-lost-periodic-task", "context-lost-periodic-timer") // as often as they ran
                        .containsEntry("context-lost-shared-task", "2")
                        .doesNotContainKey("context-lost-too-many-tasks"));
        nothingIsPrintedButTheStartLine();
        holdThePage(said);
    }

    /** The page is of the newest JDK: an older one has no virtual threads. */
    private static void holdThePage(Map<String, String> said) throws IOException {
        List<String> rows = new ArrayList<>();
        said.forEach((name, told) -> rows.add("| " + name + " | "
                + Stream.of(told.split(" ", -1))
                        .distinct()
                        .map(HandoffIT::readable)
                        .collect(Collectors.joining(" / "))
                + " |"));
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        boolean newest = Runtime.version().feature() >= 25;
        if (Boolean.getBoolean("piitrace.test.regenerate") && newest) {
            String table = "| hand-off | runs under |\n|---|---|\n" + String.join("\n", rows) + '\n';
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
            return;
        }
        List<String> held = page.substring(from, to).lines().skip(2).toList();
        assertThat(held).containsSubsequence(rows);
        assertThat(newest ? rows.size() : held.size()).isEqualTo(held.size());
    }

    private static String readable(String told) {
        return told.replace("null:", "nobody, ").replace(":", ", ");
    }

    @Test
    void aStormOfPeopleOnSharedPoolsGetsNobodyWrongAndLosesNobody() throws Exception {
        assertThat(run(HandoffStorm.class)).containsExactly("wrong 0", "nobody 0", "right many");
        nothingIsPrintedButTheStartLine();
    }

    private List<String> run(Class<?> program) throws IOException, InterruptedException {
        File agent = new File(System.getProperty("piitrace.test.root"), "agent/target/piitrace-agent.jar");
        Process process = new ProcessBuilder(
                        System.getProperty("piitrace.test.jvm"),
                        "-javaagent:" + agent + "=dir=" + dir.resolve("piitrace"),
                        "-cp",
                        placeOf(program) + File.pathSeparator + placeOf(AccessContext.class),
                        program.getName())
                .redirectError(dir.resolve("err").toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines().toList();
    }

    /** The agent's own classes must not be on the class path. */
    private static String placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    private void nothingIsPrintedButTheStartLine() throws IOException {
        assertThat(Files.readAllLines(dir.resolve("err"))).hasSize(1).allMatch(line -> line.startsWith("piitrace "));
        assertThat(dir.resolve("piitrace/piitrace.log")).doesNotExist();
    }
}
