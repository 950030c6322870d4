package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.AgentJvm.Result;
import io.piitrace.agent.program.JbossPayroll;
import io.piitrace.agent.program.OsgiPayroll;
import io.piitrace.agent.program.Payroll;
import io.piitrace.annotation.Pii;
import io.piitrace.ledger.NoticeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jboss.modules.Module;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.launch.Framework;

/** Woven code finds the bridge wherever an application's classes may live, and standard error stays silent. */
class ReachIT {
    private static final Map<String, Long> READS =
            Map.of("Payroll$Employee#ssn getter", 3L, "Payroll$Employee#salary getter", 3L);
    private static final String START_LINE = "piitrace \\d+\\.\\d+\\.\\d+: tracing .*\n";

    @TempDir
    Path dir;

    @Test
    void fromTheClassPath() throws Exception {
        check(new AgentJvm(dir).agent("").run(Payroll.class));
    }

    @Test
    void fromTheClassPathThroughTheBootJar() throws Exception {
        check(new AgentJvm(dir)
                .with("-Dpiitrace.test.boot.jar=true", "-Xshare:off")
                .agent("")
                .run(Payroll.class));

        assertThat(Accesses.in(dir).notices(NoticeType.START).get(0).attributes())
                .containsEntry("bridge", "boot jar");
    }

    @Test
    void fromAModuleOfJbossModules() throws Exception {
        check(new AgentJvm(dir)
                .onClassPath(Path.of(AgentJvm.placeOf(Module.class)))
                .agent("")
                .run(JbossPayroll.class, AgentJvm.placeOf(Payroll.class), AgentJvm.placeOf(Pii.class)));
    }

    @Test
    void fromAnOsgiBundle() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "payroll");
        Path bundle = jar(manifest, null);

        check(new AgentJvm(dir)
                .onClassPath(Path.of(AgentJvm.placeOf(Framework.class)))
                .with(feature() < 23 ? "-Xshare:auto" : "--sun-misc-unsafe-memory-access=allow") // Felix's own warnings
                .agent("")
                .run(OsgiPayroll.class, bundle.toString(), dir.resolve("osgi").toString()));
    }

    @Test
    void fromANamedModule() throws Exception {
        Path module = jar(new Manifest(), moduleInfo());

        check(new AgentJvm(dir)
                .agent("")
                .java(List.of(
                        "-javaagent:" + AgentJvm.JAR,
                        "-p",
                        module.toString(),
                        "-m",
                        "payroll/" + Payroll.class.getName())));
    }

    @Test
    void withClassesFromTheArchiveOfClassDataSharing() throws Exception {
        Path jar = jar(new Manifest(), null);
        String main = Payroll.class.getName();
        archive(jar.toString(), main);

        Result result = new AgentJvm(dir)
                .java(List.of(
                        "-XX:SharedArchiveFile=app.jsa",
                        "-Xlog:class+load:file=load.txt",
                        "-javaagent:" + AgentJvm.JAR,
                        "-cp",
                        jar.toString(),
                        main));

        check(result);
        assertThat(Files.readAllLines(dir.resolve("load.txt")))
                .anyMatch(line -> line.contains(main + " source: shared objects file"));
    }

    private void check(Result result) throws IOException {
        assertThat(result.err()).matches(START_LINE);
        assertThat(result.out()).isEqualTo("sum 3036\n");
        assertThat(Accesses.in(dir).counts()).isEqualTo(READS);
        assertThat(Accesses.in(dir).notices(NoticeType.GAP)).isEmpty();
        assertThat(Accesses.in(dir).notices(NoticeType.LOSS)).isEmpty();
    }

    /** From 24 on an archive is of use to any agent only if it was made whole with the module that every agent needs. */
    private void archive(String jar, String main) throws Exception {
        AgentJvm jvm = new AgentJvm(dir);
        if (feature() < 24) {
            jvm.java(List.of("-XX:ArchiveClassesAtExit=app.jsa", "-cp", jar, main));
            return;
        }
        String module = "--add-modules=java.instrument";
        jvm.java(List.of("-XX:DumpLoadedClassList=list", module, "-cp", jar, main));
        String shared = "-XX:SharedArchiveFile=app.jsa";
        jvm.java(List.of("-Xshare:dump", "-XX:SharedClassListFile=list", shared, module, "-cp", jar));
    }

    /** Release of the JVM that is tested, which is the one that tests. */
    private static int feature() {
        return Runtime.version().feature();
    }

    /** The payroll and the annotations in one jar. */
    private Path jar(Manifest manifest, byte[] moduleInfo) throws Exception {
        Path jar = dir.resolve("payroll.jar");
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            if (moduleInfo != null) {
                out.putNextEntry(new JarEntry("module-info.class"));
                out.write(moduleInfo);
            }
            for (Class<?> type : List.of(Payroll.class, Payroll.Employee.class, Pii.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                out.write(type.getClassLoader().getResourceAsStream(name).readAllBytes());
            }
        }
        return jar;
    }

    private static byte[] moduleInfo() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_MODULE, "module-info", null, null, null);
        ModuleVisitor module = writer.visitModule("payroll", 0, null);
        module.visitRequire("java.base", Opcodes.ACC_MANDATED, null);
        module.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
