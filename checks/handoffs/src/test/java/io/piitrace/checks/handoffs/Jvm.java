package io.piitrace.checks.handoffs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with the packaged agent, on the class path of the tests. */
public final class Jvm {
    private static final Path ROOT = Path.of(System.getProperty("piitrace.test.root"));

    private final Path dir;
    private final List<String> options;

    /** @param options of the JVM, before those of ours */
    public Jvm(Path dir, String... options) {
        this.dir = dir;
        this.options = List.of(options);
    }

    /** What the program printed, line by line; fails if it did anything but end well, or if anything but the start line was said. */
    public List<String> run(String options, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("piitrace.test.jvm"), "-Xmx512m"));
        command.addAll(this.options);
        command.addAll(List.of(
                "-javaagent:" + ROOT.resolve("agent/target/piitrace-agent.jar") + "=dir=" + ledger() + options,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        Path out = dir.resolve("out");
        Path err = dir.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(20, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("still running: " + command);
        }
        if (process.exitValue() != 0) {
            throw new IOException(program.getSimpleName() + " ended with " + process.exitValue() + ": "
                    + Files.readString(err, StandardCharsets.UTF_8) + Files.readString(out, StandardCharsets.UTF_8));
        }
        return Files.readAllLines(out);
    }

    public Path ledger() {
        return dir.resolve("piitrace");
    }
}
