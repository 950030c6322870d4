package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What the packaged agent brings into an application's JVM. */
class JarIT {
    @Test
    void nothingStandsOutsideItsOwnPackage() throws Exception {
        List<String> names = names();

        assertThat(names).hasSizeGreaterThan(300);
        assertThat(names).allMatch(name -> name.startsWith("io/piitrace/") || name.startsWith("META-INF/"));
        assertThat(names)
                .noneMatch(name -> name.startsWith("META-INF/services") || name.startsWith("META-INF/versions"));
        assertThat(names).noneMatch(name -> name.endsWith("module-info.class"));
    }

    @Test
    void everyLibraryInItIsRelocated() throws Exception {
        assertThat(names())
                .filteredOn(name -> name.endsWith(".class"))
                .allMatch(name -> name.startsWith("io/piitrace/agent/") || name.startsWith("io/piitrace/ledger/"));
    }

    @Test
    void theLicencesOfTheLibrariesAreThere() throws Exception {
        assertThat(names())
                .contains(
                        "META-INF/licenses/apache-2.0.txt",
                        "META-INF/licenses/asm.txt",
                        "META-INF/licenses/jackson-core.txt");
    }

    @Test
    void theManifestSaysWhatTheJvmMayExpect() throws Exception {
        try (JarFile jar = new JarFile(AgentJvm.JAR.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.piitrace.agent.PreMain");
            assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.piitrace.agent.PreMain");
            assertThat(manifest.getValue("Main-Class")).isEqualTo("io.piitrace.agent.Main");
            assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
            assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("true");
        }
    }

    @Test
    void noEntryBearsTheTimeOfTheBuild() throws Exception {
        try (JarFile jar = new JarFile(AgentJvm.JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getTimeLocal().toLocalDate()))
                    .allMatch(date -> !date.isAfter(LocalDate.of(2026, 11, 1)));
        }
    }

    private static List<String> names() throws Exception {
        try (JarFile jar = new JarFile(AgentJvm.JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .toList();
        }
    }
}
