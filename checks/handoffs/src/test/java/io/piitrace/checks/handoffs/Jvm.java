package io.piitrace.checks.handoffs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with the packaged agent, on the class path of the tests. */
final class Jvm {
    private static final Path ROOT = Path.of(System.getProperty("piitrace.test.root"));

    private final Path dir;

    Jvm(Path dir) {
        this.dir = dir;
    }

    /** What the program printed, line by line; fails if it did anything but end well, or if anything but the start line was said. */
    List<String> run(String options, Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(
                System.getProperty("piitrace.test.jvm"),
                "-Xmx512m",
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

    Path ledger() {
        return dir.resolve("piitrace");
    }
}
