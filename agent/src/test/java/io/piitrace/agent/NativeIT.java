package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.piitrace.agent.AgentJvm.Result;
import io.piitrace.ledger.NoticeType;
import io.piitrace.woven.NativeProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the native companion the ledger has what native code reads, too. */
class NativeIT {
    private static final String OUT =
            "all 9.0 9.0\nother 1\npending the program's own\ncritical 2\nreflected 1\ndone\n";

    @TempDir
    Path dir;

    @BeforeEach
    void companionWasBuilt() throws Exception {
        boolean packed;
        try (JarFile jar = new JarFile(AgentJvm.JAR.toFile())) {
            packed = jar.stream().anyMatch(entry -> entry.getName().endsWith("/libpiitrace-companion.so"));
        }
        if (!packed) {
            System.out.println("test of the native companion skipped: the build found no C compiler, or no C headers");
        }
        assumeTrue(packed);
    }

    @Test
    void everyTypeOfFieldIsRecordedWhateverStateTheNativeCodeIsIn() throws Exception {
        Result result = program("native.companion=packed");

        assertThat(result.out()).isEqualTo(OUT);
        assertThat(result.err()).startsWith("piitrace ").hasLineCount(1);
        assertThat(Accesses.in(dir).counts()).isEqualTo(expected());
        assertThat(Accesses.in(dir).notices(NoticeType.GAP)).isEmpty();
        assertThat(Accesses.in(dir)
                        .notices(NoticeType.START)
                        .get(0)
                        .attributes()
                        .get("notTraced"))
                .doesNotContain("native code");
    }

    @Test
    void siteIsTheNativeMethod() throws Exception {
        program("native.companion=packed");

        assertThat(Accesses.in(dir).places())
                .isNotEmpty()
                .allMatch(place -> place.startsWith("io.piitrace.woven.NativeProgram."));
        assertThat(Accesses.in(dir).places()).contains("io.piitrace.woven.NativeProgram.critical(NativeProgram.java)");
    }

    @Test
    void withoutTheCompanionTheStartNoticeSaysThatNativeCodeIsNotTraced() throws Exception {
        Result result = program("");

        assertThat(result.out()).isEqualTo(OUT);
        assertThat(Accesses.in(dir).counts()).isEmpty();
        assertThat(Accesses.in(dir)
                        .notices(NoticeType.START)
                        .get(0)
                        .attributes()
                        .get("notTraced"))
                .contains("native code");
    }

    @Test
    void aLibraryThatIsMissingOrNoneStopsTheStart() throws Exception {
        Path text = Files.writeString(dir.resolve("text.so"), "no library");

        Result missing = program("native.companion=nowhere.so");
        Result broken = program("native.companion=" + text);

        assertThat(missing.err())
                .isEqualTo("piitrace: native.companion: no file nowhere.so; it is off, packed or a file\n");
        assertThat(broken.err()) // after what the JVM itself says of such a file
                .contains("\npiitrace: native.companion: cannot load " + text);
        assertThat(List.of(missing.exit(), broken.exit())).containsOnly(1);
    }

    private Result program(String options) throws Exception {
        Path library = dir.resolve("libreads.so");
        Path headers = Path.of(System.getProperty("java.home"), "include");
        Process compiler = new ProcessBuilder(
                        "cc",
                        "-shared",
                        "-fPIC",
                        "-I" + headers,
                        "-I" + headers.resolve("linux"),
                        "-o",
                        library.toString(),
                        Path.of("src/test/c/reads.c").toAbsolutePath().toString())
                .inheritIO()
                .start();
        assertThat(compiler.waitFor(1, TimeUnit.MINUTES)).isTrue();
        AgentJvm jvm = new AgentJvm(dir).agent(options);
        if (Runtime.version().feature() >= 24) {
            jvm.with("--enable-native-access=ALL-UNNAMED"); // for the program's own
        }
        return jvm.run(NativeProgram.class, library.toString());
    }

    private static Map<String, Long> expected() {
        Map<String, Long> expected = new TreeMap<>();
        for (String field : "text truth small letter medium number large single precise".split(" ", -1)) {
            expected.put("NativeProgram$Person#" + field + " native", 2L);
        }
        for (String field : "whilePending whileCritical reflected".split(" ", -1)) {
            expected.put("NativeProgram$Person#" + field + " native", 1L);
        }
        expected.put("NativeProgram$Person#often native", 40_000L);
        return expected;
    }
}
