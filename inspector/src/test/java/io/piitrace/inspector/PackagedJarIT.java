package io.piitrace.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedJarIT {
    private static final Path ROOT = Path.of(System.getProperty("piitrace.test.root"));
    private static final Path JAR = ROOT.resolve("inspector/target/piitrace.jar");

    @TempDir
    static Path dir;

    @BeforeAll
    static void writeLedger() throws IOException {
        Incident.in(dir);
    }

    private static Outcome run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put(
                        "JAVA_HOME",
                        Path.of(System.getProperty("piitrace.test.jvm"))
                                .getParent()
                                .getParent()
                                .toString());
        builder.redirectError(dir.resolve("stderr").toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        return new Outcome(status, out, java.nio.file.Files.readString(dir.resolve("stderr")));
    }

    private static Outcome jar(Object... args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("piitrace.test.jvm"), "-jar", JAR.toString()));
        Arrays.stream(args).map(Object::toString).forEach(command::add);
        return run(command);
    }

    @Test
    void jarAnswersWithoutAWordOnStandardError() throws IOException, InterruptedException {
        Outcome outcome = jar("principal", "carl@northpeak.example", dir);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("Blast radius", "400 █").doesNotContain("\u001b");
    }

    @Test
    void statusReachesTheShell() throws IOException, InterruptedException {
        assertThat(jar("findings", dir).status()).isEqualTo(1);
        assertThat(jar("nonsense").status()).isEqualTo(2);
        assertThat(jar("verify", dir.resolve("nowhere")).status()).isEqualTo(3);
    }

    @Test
    void scriptRunsTheJar() throws IOException, InterruptedException {
        Outcome outcome = run(List.of(ROOT.resolve("piitrace").toString(), "verify", dir.toString()));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("whole and unaltered");
    }

    @Test
    void directoryForTheNativeLibraryIsNamedWhereItCannotBeUsed() throws IOException, InterruptedException {
        Outcome outcome = run(List.of(
                System.getProperty("piitrace.test.jvm"),
                "-Djava.io.tmpdir=" + dir.resolve("nowhere"),
                "-jar",
                JAR.toString(),
                "timeline",
                dir.toString()));

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err().lines().filter(line -> line.startsWith("piitrace: ")))
                .singleElement()
                .asString()
                .contains("native library", dir.resolve("nowhere").toString());
        assertThat(outcome.err()).doesNotContain("\tat ");
    }

    @Test
    void manifestAndServicesAreMerged() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Manifest manifest = jar.getManifest();
            assertThat(manifest.getMainAttributes().getValue("Main-Class")).isEqualTo(Main.class.getName());
            assertThat(manifest.getMainAttributes().getValue("Enable-Native-Access"))
                    .isEqualTo("ALL-UNNAMED");
            assertThat(jar.getEntry("META-INF/services/java.sql.Driver")).isNotNull();
            assertThat(jar.getEntry("META-INF/services/com.fasterxml.jackson.core.JsonFactory"))
                    .isNotNull();
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .doesNotContain("module-info.class")
                    .noneMatch(name -> name.endsWith(".SF") || name.endsWith(".RSA"))
                    .doesNotHaveDuplicates();
        }
    }
}
