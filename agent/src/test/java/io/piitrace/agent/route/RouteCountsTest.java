package io.piitrace.agent.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.woven.route.ExpectedReads;
import io.piitrace.woven.route.RouteProgram;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to a field is counted once for each time that it is gone, interpreted or compiled. */
class RouteCountsTest {
    @TempDir
    Path dir;

    @Test
    void everyWayCountsOnceWhenItIsGoneOnce() throws Exception {
        assertThat(counts(1)).isEqualTo(ExpectedReads.of(1));
    }

    @Test
    void everyWayCountsOnceInTheInterpreter() throws Exception {
        assertThat(counts(100, "-Xint")).isEqualTo(ExpectedReads.of(100));
    }

    @Test
    void everyWayCountsOnceWhenItIsCompiled() throws Exception {
        assertThat(counts(12_000)).isEqualTo(ExpectedReads.of(12_000));
    }

    @Test
    void patchesAreVerified() throws Exception {
        assertThat(counts(1, "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal", "-esa"))
                .isEqualTo(ExpectedReads.of(1));
    }

    private Map<String, Integer> counts(int times, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("piitrace.test.jvm")));
        command.addAll(List.of(options));
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.add("-javaagent:" + agent() + '=' + classPath);
        command.addAll(List.of("-cp", programs(), RouteProgram.class.getName(), Integer.toString(times)));
        Process process = new ProcessBuilder(command)
                .redirectError(dir.resolve("err").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        assertThat(dir.resolve("err")).content().isEmpty();
        assertThat(exit).as(out).isZero();
        List<String> lines = out.lines().toList();
        assertThat(lines).first().as(out).isEqualTo("done");
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ", -1);
            assertThat(words).as(line).hasSize(4).startsWith("read");
            counts.put(words[1] + ' ' + words[2], Integer.parseInt(words[3]));
        }
        return counts;
    }

    private static String programs() throws Exception {
        return new File(RouteProgram.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .getPath();
    }

    private String agent() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", CountingPreMain.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        File jar = dir.resolve("counting-agent.jar").toFile();
        String entry = CountingPreMain.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(new FileOutputStream(jar), manifest);
                var in = CountingPreMain.class.getResourceAsStream('/' + entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
        }
        return jar.getPath();
    }
}
