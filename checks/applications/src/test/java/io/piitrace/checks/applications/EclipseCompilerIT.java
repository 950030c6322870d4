package io.piitrace.checks.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.eclipse.jdt.internal.compiler.batch.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;

/**
 * The Eclipse compiler with all of its fields traced. It compiles commons-lang3 to the very same class files, and every one of its reads
 * is recorded, field by field as an independent count has it. By default a part of the sources; {@code checks/eclipse-compiler} takes all of them.
 */
class EclipseCompilerIT {
    private static final String COMPILER = "org/eclipse/jdt/";
    private static final Path SOURCES = Path.of("target", "commons-lang3");

    private final String what = System.getProperty("piitrace.compiled", "org/apache/commons/lang3/mutable");

    @TempDir
    Path dir;

    @Test
    void itCompilesTheSameClassFilesAndNoReadGoesUnseen() throws Exception {
        Path counts = dir.resolve("counts.txt");
        Map<String, String> expected = compile(List.of("-javaagent:" + countAgent() + '=' + COMPILER + ':' + counts));
        long start = System.nanoTime();
        Map<String, String> found = compile(List.of(
                TracedProgram.agent(dir, List.of("field.org.eclipse.jdt.*#*=x-compiler", "on.full.max.ms=60000"))));
        long seconds = (System.nanoTime() - start) / 1_000_000_000;

        assertThat(expected).hasSizeGreaterThan(5);
        assertThat(found).isEqualTo(expected);
        TracedProgram traced = TracedProgram.of(dir.resolve("traced"));
        System.out.println("eclipse compiler: " + expected.size() + " class files, " + traced.total() + " accesses, "
                + traced.notices("loss") + " lost, " + seconds + " s with the agent");
        assertThat(traced.notices("loss")).isEmpty();
        assertThat(traced.notices("gap")).isEmpty();
        assertThat(traced.count(access -> access.site().field().name())).isEqualTo(counted(counts));
    }

    private static Map<String, Long> counted(Path file) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int space = line.indexOf(' ');
            counts.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
        }
        return counts;
    }

    /** The class files that it wrote; always to the same folder, as it looks for classes there too. */
    private Map<String, String> compile(List<String> jvm) throws IOException, InterruptedException {
        Path out = dir.resolve("classes");
        List<String> command = new ArrayList<>(jvm);
        command.addAll(List.of(
                "-Xmx1g",
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=2", // identity hashes decide how often the compiler's hash tables are probed
                "-Djdt.compiler.useSingleThread=true",
                "-cp",
                placeOf(Main.class)
                        + File.pathSeparator
                        + placeOf(ClassReader.class)
                        + File.pathSeparator
                        + placeOf(CountAgent.class),
                Main.class.getName(),
                "-17",
                "-nowarn",
                "-proc:none",
                "-cp",
                placeOf(StringUtils.class),
                "-d",
                out.toString(),
                SOURCES.resolve(what).toString()));
        TracedProgram.java(dir, command);
        Map<String, String> files = classFiles(out);
        for (String file : files.keySet()) {
            Files.delete(out.resolve(file));
        }
        return files;
    }

    private static Map<String, String> classFiles(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    private static String placeOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
    }

    private Path countAgent() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", CountAgent.class.getName());
        Path jar = dir.resolve("count-agent.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }
}
