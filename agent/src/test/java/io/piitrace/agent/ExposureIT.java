package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.AgentJvm.Result;
import io.piitrace.agent.program.Payroll;
import io.piitrace.annotation.Pii;
import io.piitrace.ledger.NoticeType;
import io.piitrace.woven.ExposingProgram;
import io.piitrace.woven.OpeningAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways around every agent are gaps: at the start where options open them, and when somebody takes one. */
class ExposureIT {
    private static final String PROGRAM = ExposingProgram.class.getName();

    @TempDir
    Path dir;

    @Test
    void aHeapDumpByTheBeanIsSaidWithWhoAskedForIt() throws Exception {
        Map<String, String> gap = exposing("bean");

        assertThat(gap)
                .containsEntry("what", "heap dump")
                .containsEntry("principal", "mallory")
                .hasEntrySatisfying(
                        "why",
                        why -> assertThat(why)
                                .startsWith("by the diagnostic bean, into " + dir.resolve("dump.hprof"))
                                .contains("asked for at " + PROGRAM + ".main"));
    }

    @Test
    void aHeapDumpByJcmdIsSaid() throws Exception {
        assertThat(exposing("jcmd"))
                .containsEntry("what", "heap dump")
                .containsEntry("why", "by a command through the attach mechanism, as jcmd and jmap send them");
    }

    @Test
    void anyOtherCommandFromOutsideIsSaidToo() throws Exception {
        assertThat(exposing("version"))
                .containsEntry("what", "attach mechanism")
                .hasEntrySatisfying("why", why -> assertThat(why).startsWith("a command came in, as jcmd"));
    }

    @Test
    void whatOptionsOfTheJvmOpenIsSaidAtTheStart() throws Exception {
        Result result = new AgentJvm(dir)
                .with("-XX:+HeapDumpOnOutOfMemoryError", "-XX:+HeapDumpAfterFullGC", "-XX:-HeapDumpAfterFullGC")
                .with("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0")
                .with("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
                .agent("")
                .run(Payroll.class);

        assertThat(result.out()).isEqualTo("sum 3036\n");
        assertThat(gaps().stream().map(gap -> gap.get("what")))
                .containsExactlyInAnyOrder(
                        "-XX:+HeapDumpOnOutOfMemoryError", "-agentlib:jdwp", "jdk.internal.misc.Unsafe");
        assertThat(gaps())
                .anyMatch(gap -> String.valueOf(gap.get("why"))
                        .endsWith("open to the class path from the start, by an option of the JVM"));
    }

    @Test
    void whatTheApplicationsJarOpensIsSaidWhenItHappens() throws Exception {
        Path jar = dir.resolve("application.jar");
        Manifest manifest = manifest();
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Payroll.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Path.of(AgentJvm.placeOf(Payroll.class)).toUri() + " "
                                + Path.of(AgentJvm.placeOf(Pii.class)).toUri());
        manifest.getMainAttributes().putValue("Add-Exports", "java.base/jdk.internal.misc");
        write(jar, manifest);

        Result result = new AgentJvm(dir).java(List.of("-javaagent:" + AgentJvm.JAR, "-jar", jar.toString()));

        assertThat(result.out()).isEqualTo("sum 3036\n");
        assertThat(result.err()).hasLineCount(1);
        assertThat(gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap)
                        .containsEntry("what", "jdk.internal.misc.Unsafe")
                        .hasEntrySatisfying("why", why -> assertThat(why).contains("while running")));
    }

    @Test
    void whatAnotherAgentOpensIsSaidWithItsName() throws Exception {
        Path jar = dir.resolve("opening.jar");
        Manifest manifest = manifest();
        manifest.getMainAttributes().putValue("Premain-Class", OpeningAgent.class.getName());
        write(jar, manifest);

        new AgentJvm(dir).agent("").agent(jar, "").run(Payroll.class);

        assertThat(gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap)
                        .hasEntrySatisfying(
                                "why",
                                why -> assertThat(why)
                                        .startsWith(
                                                "reads through it are not traced; open to the class path while running, by "
                                                        + OpeningAgent.class.getName() + ".premain")));
    }

    private Map<String, String> exposing(String way) throws Exception {
        String file = dir.resolve("dump.hprof").toString();
        Result result = new AgentJvm(dir).agent("").run(ExposingProgram.class, way, file);
        assertThat(result.out()).isEqualTo("done\n");
        assertThat(result.err()).hasLineCount(1);
        assertThat(gaps()).hasSize(1);
        return gaps().get(0);
    }

    private List<Map<String, String>> gaps() throws IOException {
        return Accesses.in(dir).notices(NoticeType.GAP).stream()
                .map(notice -> notice.attributes())
                .toList();
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return manifest;
    }

    /** With the agent's class, so that it is not an empty one. */
    private static void write(Path jar, Manifest manifest) throws IOException {
        String name = OpeningAgent.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var in = OpeningAgent.class.getResourceAsStream("OpeningAgent.class")) {
            out.putNextEntry(new JarEntry(name));
            in.transferTo(out);
        }
    }
}
