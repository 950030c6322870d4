package io.piitrace.demo.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged application in a JVM of its own, on a free port. Its output goes to files. */
public final class Application implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private final Process process;
    private final Path out;
    private final Path err;
    private final int port;

    /** Whoever interrupts the demonstration does not leave an application behind. */
    private final Thread orphanage = new Thread(this::end);

    private Application(Process process, Path out, Path err) throws IOException, InterruptedException {
        this.process = process;
        this.out = out;
        this.err = err;
        Runtime.getRuntime().addShutdownHook(orphanage);
        this.port = awaitPort();
    }

    /**
     * Returns when the application takes requests.
     *
     * @param dir where {@code out.log} and {@code err.log} go
     * @param jvmArguments {@code -javaagent:…} for one
     * @param arguments of the application
     */
    public static Application start(Path java, Path jar, Path dir, List<String> jvmArguments, List<String> arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(dir);
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(jvmArguments);
        command.addAll(List.of("-jar", jar.toString(), "--spm.nightly=-"));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--server.port="))) {
            command.add("--server.port=0");
        }
        command.addAll(arguments);
        Path out = dir.resolve("out.log");
        Path err = dir.resolve("err.log");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Application(process, out, err);
    }

    private int awaitPort() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            Matcher line = PORT.matcher(Files.readString(out));
            if (line.find()) {
                return Integer.parseInt(line.group(1));
            }
            if (!process.isAlive()) {
                throw new IOException("the application ended with " + process.exitValue() + ": " + errors()
                        + Files.readString(out).lines().reduce("", (a, b) -> b));
            }
            Thread.sleep(100);
        }
        process.destroyForcibly();
        throw new IOException("the application does not start: " + errors());
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String errors() throws IOException {
        return Files.readString(err);
    }

    public String output() throws IOException {
        return Files.readString(out);
    }

    /** Like {@code kill -9}: the JVM gets no chance to say anything. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void end() {
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until somebody else ends it. */
    public void await() throws InterruptedException {
        process.waitFor();
    }

    /** An orderly end. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
