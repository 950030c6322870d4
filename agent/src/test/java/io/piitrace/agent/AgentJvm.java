package io.piitrace.agent;

import io.piitrace.annotation.Pii;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with the packaged agent, and what it said. */
final class AgentJvm {
    static final Path JAR = Path.of("target", "piitrace-agent.jar").toAbsolutePath();
    static final String JAVA = System.getProperty("piitrace.test.jvm", System.getProperty("java.home") + "/bin/java");

    record Result(int exit, String out, String err) {}

    private final Path dir;
    private final List<String> jvmArguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> classPath = new ArrayList<>();

    AgentJvm(Path dir) throws URISyntaxException {
        this.dir = dir;
        classPath.add(placeOf(AgentJvm.class));
        classPath.add(placeOf(Pii.class));
    }

    AgentJvm agent(String options) {
        return agent(JAR, options);
    }

    AgentJvm agent(Path jar, String options) {
        jvmArguments.add("-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options));
        return this;
    }

    AgentJvm with(String... arguments) {
        jvmArguments.addAll(List.of(arguments));
        return this;
    }

    AgentJvm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    AgentJvm onClassPath(Path entry) {
        classPath.add(0, entry.toString());
        return this;
    }

    Result run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(jvmArguments);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), main.getName()));
        command.addAll(List.of(arguments));
        return java(command);
    }

    /** Runs java with exactly these arguments. */
    Result java(List<String> arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(dir, "out", ".txt");
        Path err = Files.createTempFile(dir, "err", ".txt");
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PIITRACE_") || name.contains("JAVA"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("still running after two minutes: " + command);
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    static String placeOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
