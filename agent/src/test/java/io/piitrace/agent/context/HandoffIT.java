package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.context.AccessContext;
import io.piitrace.woven.HandoffMatrix;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link HandoffMatrix} under the packaged agent. */
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
    private static Path dir;

    private static final Map<String, String> SAID = new LinkedHashMap<>();
    private static String errors;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        File agent = new File(System.getProperty("piitrace.test.root"), "agent/target/piitrace-agent.jar");
        File err = dir.resolve("err").toFile();
        Process process = new ProcessBuilder(
                        System.getProperty("piitrace.test.jvm"),
                        "-javaagent:" + agent + "=dir=" + dir.resolve("piitrace"),
                        "-cp",
                        placeOf(HandoffMatrix.class) + File.pathSeparator + placeOf(AccessContext.class),
                        HandoffMatrix.class.getName())
                .redirectError(err)
                .start();
        for (String line : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            int equals = line.indexOf(" = ");
            SAID.put(line.substring(0, equals), line.substring(equals + 3));
        }
        process.waitFor();
        errors = Files.readString(err.toPath());
    }

    /** The agent's own classes must not be on the class path. */
    private static String placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    @Test
    void everyHandOffKeepsThePersonOrSaysThatItLostHer() {
        Map<String, String> expected = new LinkedHashMap<>();
        SAID.keySet().forEach(name -> expected.put(name, OTHERS.getOrDefault(name, AMY)));

        assertThat(SAID).containsExactlyEntriesOf(expected);
        assertThat(SAID).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void nothingIsPrintedButTheStartLine() {
        assertThat(errors.lines().toList()).hasSize(1).allMatch(line -> line.startsWith("piitrace "));
        assertThat(List.of(dir.resolve("piitrace").toFile().list())).doesNotContain("piitrace.log");
    }
}
