package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.context.AccessContext;
import io.piitrace.woven.HandoffMatrix;
import io.piitrace.woven.HandoffStorm;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link HandoffMatrix} and {@link HandoffStorm} under the packaged agent. */
class HandoffIT {
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
        nothingIsPrintedButTheStartLine();
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
