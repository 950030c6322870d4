package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.AgentJvm.Result;
import io.piitrace.agent.program.Attaching;
import io.piitrace.agent.program.Halting;
import io.piitrace.agent.program.Payroll;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.spool.Leftovers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What an operator sees when the packaged agent starts, or does not. */
class StartIT {
    @TempDir
    Path dir;

    @Test
    void standardErrorGetsOneLineAndTheApplicationRuns() throws Exception {
        Result result = new AgentJvm(dir).agent("").run(Payroll.class);

        assertThat(result.err()).matches("piitrace \\d+\\.\\d+\\.\\d+: tracing Payroll into .*, bridge in java.lang\n");
        assertThat(result.out()).isEqualTo("sum 3036\n");
        assertThat(result.exit()).isZero();
    }

    @Test
    void anOrderlyStopLeavesNothingToRecover() throws Exception {
        new AgentJvm(dir).agent("").run(Payroll.class);

        try (Stream<Path> found =
                Files.find(dir, 3, (path, is) -> path.getParent().endsWith("spool"))) {
            List<Path> spools = found.toList();
            assertThat(spools).hasSize(1);
            assertThat(Leftovers.mayHoldMore(spools.get(0).toFile())).isFalse();

            Files.delete(spools.get(0).resolve("stopped"));
            assertThat(Leftovers.mayHoldMore(spools.get(0).toFile())).isTrue();
        }
    }

    @Test
    void theApplicationRunsWithTheBridgeOnTheBootPathToo() throws Exception {
        Result result = new AgentJvm(dir)
                .with("-Dpiitrace.test.boot.jar=true", "-Xshare:off")
                .agent("")
                .run(Payroll.class);

        assertThat(result.err()).matches("piitrace .*, bridge in boot jar\n");
        assertThat(result.out()).isEqualTo("sum 3036\n");
    }

    @Test
    void anUnknownOptionStopsTheStartAndNamesTheNearest() throws Exception {
        Result result = new AgentJvm(dir).agent("sevice=payroll").run(Payroll.class);

        assertThat(result.err()).isEqualTo("piitrace: agent argument: unknown option sevice; nearest is service\n");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aBadValueStopsTheStart() throws Exception {
        Result result = new AgentJvm(dir).agent("on.full=explode").run(Payroll.class);

        assertThat(result.err()).isEqualTo("piitrace: agent argument: on.full=explode is not one of block, count\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void aBadSystemPropertyStopsTheStart() throws Exception {
        Result result = new AgentJvm(dir).with("-Dpiitrace.dirr=x").agent("").run(Payroll.class);

        assertThat(result.err()).isEqualTo("piitrace: system property: unknown option dirr; nearest is dir\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void aBadFieldEntryStopsTheStart() throws Exception {
        Result result = new AgentJvm(dir).agent("field.com.acme.Person=ssn").run(Payroll.class);

        assertThat(result.err()).isEqualTo("piitrace: field.com.acme.Person is not field.CLASS#FIELD\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void onRequestAFailedStartLeavesTheApplicationAlone() throws Exception {
        Result result = new AgentJvm(dir)
                .agent("on.start.failure=continue,sinks=carrier-pigeon")
                .run(Payroll.class);

        assertThat(result.err())
                .startsWith("piitrace")
                .contains("carrier-pigeon")
                .hasLineCount(1);
        assertThat(result.out()).isEqualTo("sum 3036\n");
        assertThat(result.exit()).isZero();
    }

    @Test
    void aDirectoryThatCannotBeMadeStopsTheStart() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "");

        Result result = new AgentJvm(dir).agent("dir=" + file.resolve("below")).run(Payroll.class);

        assertThat(result.err()).isEqualTo("piitrace: dir: cannot create " + file.resolve("below") + '\n');
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void aPropertiesFileThatIsMissingOrBrokenStopsTheStart() throws Exception {
        Path broken = Files.writeString(dir.resolve("broken.properties"), "service=\\u00zz\n");

        Result missing = new AgentJvm(dir).agent("config=nowhere.properties").run(Payroll.class);
        Result malformed = new AgentJvm(dir).agent("config=" + broken).run(Payroll.class);

        assertThat(missing.err())
                .startsWith("piitrace: config: cannot read nowhere.properties")
                .hasLineCount(1);
        assertThat(malformed.err())
                .startsWith("piitrace: config: " + broken + " is not a properties file")
                .hasLineCount(1);
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(malformed.exit()).isEqualTo(1);
    }

    @Test
    void theSecondAgentOfTheSameJarIsIgnored() throws Exception {
        Result result = new AgentJvm(dir).agent("service=a").agent("service=b").run(Payroll.class);

        assertThat(result.err().lines()).hasSize(2);
        assertThat(result.err().lines().toList().get(0)).contains("tracing a into");
        assertThat(result.err().lines().toList().get(1))
                .isEqualTo("piitrace: already running in this JVM; the second -javaagent is ignored");
        assertThat(result.exit()).isZero();
    }

    @Test
    void aRenamedJarWorks() throws Exception {
        Path renamed = Files.copy(AgentJvm.JAR, dir.resolve("my agent.jar"), StandardCopyOption.REPLACE_EXISTING);

        Result result = new AgentJvm(dir).agent(renamed, "").run(Payroll.class);

        assertThat(result.err()).contains("tracing Payroll").hasLineCount(1);
    }

    @Test
    void anAgentMergedIntoAnApplicationsJarStopsTheStart() throws Exception {
        Path fat = dir.resolve("application.jar");
        try (JarFile agent = new JarFile(AgentJvm.JAR.toFile());
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(fat))) {
            for (JarEntry entry :
                    agent.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
                out.putNextEntry(new JarEntry(entry.getName()));
                agent.getInputStream(entry).transferTo(out);
            }
        }

        Result result = new AgentJvm(dir).onClassPath(fat).agent("").run(Payroll.class);

        assertThat(result.err())
                .isEqualTo("piitrace: the agent was merged into " + fat
                        + "; use piitrace-agent.jar as it is, and keep it off the class path\n");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void disabledMeansNothingButALine() throws Exception {
        Result result = new AgentJvm(dir)
                .environment("PIITRACE_ENABLED", "false")
                .agent("")
                .run(Payroll.class);

        assertThat(result.err()).matches("piitrace .*: disabled\n");
        assertThat(result.out()).isEqualTo("sum 3036\n");
        assertThat(dir.resolve("piitrace")).doesNotExist();
    }

    @Test
    void theJarTellsItsVersionAndItsOptions() throws Exception {
        Result version = new AgentJvm(dir).java(List.of("-jar", AgentJvm.JAR.toString(), "--version"));
        Result help = new AgentJvm(dir).java(List.of("-jar", AgentJvm.JAR.toString(), "--help"));
        Result wrong = new AgentJvm(dir).java(List.of("-jar", AgentJvm.JAR.toString(), "--halp"));

        assertThat(version.out()).matches("piitrace \\d+\\.\\d+\\.\\d+\n");
        for (Option option : Option.values()) {
            assertThat(help.out()).contains("  " + option.key(), option.help(), option.example());
        }
        assertThat(wrong.err()).startsWith("usage: ");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(version.err() + help.err()).isEmpty();
    }

    @Test
    void attachedToARunningJvmItTracesFromThenOnAndSaysWhatItCannotClaim() throws Exception {
        Result result = new AgentJvm(dir)
                .with("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading")
                .run(Attaching.class, AgentJvm.JAR.toString());

        assertThat(result.out()).isEqualTo("sum 3036\nsum 3036\n");
        assertThat(result.err()).contains("tracing late into").hasLineCount(1);
        assertThat(Accesses.in(dir).counts()).containsEntry("Payroll$Employee#ssn getter", 3L);
        assertThat(Accesses.in(dir).notices(NoticeType.GAP))
                .anyMatch(gap -> gap.attributes().containsValue("attached to a running JVM"));
    }

    @Test
    void oneClassThatCannotBeWovenAgainKeepsNoOtherFromIt() throws Exception {
        Path classes = Files.createDirectories(dir.resolve("classes/broken"));
        Files.write(classes.resolve("Broken.class"), withoutWhatItReturns());

        Result result = new AgentJvm(dir)
                .with("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading")
                .onClassPath(dir.resolve("classes"))
                .run(Attaching.class, AgentJvm.JAR.toString(), "broken.Broken");

        assertThat(result.out()).isEqualTo("sum 3036\nsum 3036\n");
        assertThat(Accesses.in(dir).counts()).containsEntry("Payroll$Employee#ssn getter", 3L);
        assertThat(Accesses.in(dir).notices(NoticeType.GAP))
                .filteredOn(gap -> gap.attributes().get("why").contains("could not be woven"))
                .singleElement()
                .satisfies(gap -> assertThat(gap.attributes()).containsEntry("what", "broken.Broken"));
    }

    /** A class that does not verify, since one that it names is missing. */
    private static byte[] withoutWhatItReturns() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "broken/Broken", null, "java/lang/Object", null);
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_STATIC, "missing", "(Lbroken/Missing;)Ljava/lang/Number;", null, null);
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(1, 1);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    @Test
    void anEntryThatMatchesNothingIsAGapThatNamesTheNearestField() throws Exception {
        String employee = Payroll.Employee.class.getName();
        new AgentJvm(dir)
                .agent("field." + employee + "#snn=ssn,field.com.acme.Gone#name=name,annotation.com.acme.*=ssn,"
                        + "subject.*Payroll$Emp*=id")
                .run(Payroll.class);

        assertThat(Accesses.in(dir).notices(NoticeType.GAP).stream()
                        .map(gap -> gap.attributes().get("what") + ": "
                                + gap.attributes().get("why")))
                .containsExactlyInAnyOrder(
                        "field." + employee + "#snn: the class has no such field; nearest is ssn",
                        "field.com.acme.Gone#name: the option matched nothing that was loaded",
                        "annotation.com.acme.*: the option matched nothing that was loaded");
    }

    @Test
    void anEntryThatMatchesNothingIsAGapWhileTheApplicationRuns() throws Exception {
        new AgentJvm(dir)
                .with("-Dpiitrace.test.quiet.ms=200")
                .agent("field.com.acme.Gone#name=name")
                .run(Halting.class);

        assertThat(Accesses.in(dir).notices(NoticeType.GAP))
                .anyMatch(gap -> gap.attributes().containsValue("field.com.acme.Gone#name"));
    }
}
