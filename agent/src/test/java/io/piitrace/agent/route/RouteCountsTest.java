package io.piitrace.agent.route;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(counts(1)).isEqualTo(expected(1));
    }

    @Test
    void everyWayCountsOnceInTheInterpreter() throws Exception {
        assertThat(counts(100, "-Xint")).isEqualTo(expected(100));
    }

    @Test
    void everyWayCountsOnceWhenItIsCompiled() throws Exception {
        assertThat(counts(12_000)).isEqualTo(expected(12_000));
    }

    @Test
    void patchesAreVerified() throws Exception {
        assertThat(counts(1, "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal", "-esa"))
                .isEqualTo(expected(1));
    }

    /** By field and kind; what is not there must not be counted: setters, reads that fail, fields that are not stored. */
    private static Map<String, Integer> expected(int times) {
        Map<String, Integer> counts = new TreeMap<>();
        expect(counts, times, "reflection", "fieldGet fieldGetLong fieldGetBoxed fieldOfSubclass");
        expect(counts, times, "handle", "findGetter findGetterInt unreflectGetter spread restricted");
        expect(counts, times, "handle", "varGet varVolatile varOpaque varAcquire varGetAndSet varExchange");
        expect(counts, times, "handle", "varGetAndAdd varBits varToHandle");
        expect(counts, times, "probe", "varCompare varWeakCompare");
        expect(counts, times, "handle", "referenceGet referenceGetAndSet longGet longIncrement intGet intAdd");
        expect(counts, times, "handle", "referenceUpdate"); // gets, and then compares
        expect(counts, times, "probe", "referenceUpdate referenceCompare");
        expect(counts, times, "serialization", "storedReference storedPrimitive storedOfSub");
        expect(counts, times, "serialization", "storedComponent storedNumber");
        expect(counts, times, "unsafe", "unsafeObject unsafeLong unsafeInt unsafeBoolean unsafeVolatile unsafeRaw");
        expect(counts, times, "unsafe", "unsafeGetAndAdd");
        expect(counts, times, "probe", "unsafeCompare");
        expect(counts, times, "foreign", "hidden hiddenWithData");
        expect(counts, times, "to-string", "text all plain");
        expect(counts, times, "equals-hash", "hash");
        expect(counts, 2 * times, "equals-hash", "equal"); // reads two objects
        expect(counts, 3 * times, "equals-hash", "all plain");
        return counts;
    }

    private static void expect(Map<String, Integer> counts, int times, String kind, String fields) {
        for (String field : fields.split(" ", -1)) {
            counts.put(field + ' ' + kind, times);
        }
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
