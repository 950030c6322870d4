package io.piitrace.demo.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the demonstration takes place: paths of a built repository, and how the application is started with the agent.
 *
 * @param root of the repository
 * @param java the program that runs the application
 * @param dir everything that the demonstration leaves
 */
public record Stage(Path root, Path java, Path dir) {
    public static Stage in(Path root, Path java) {
        return new Stage(root, java, root.resolve("demo-app/target/demo"));
    }

    public Path agent() {
        return root.resolve("agent/target/piitrace-agent.jar");
    }

    public Path inspector() {
        return root.resolve("inspector/target/piitrace.jar");
    }

    public Path application() {
        return root.resolve("demo-app/target/piitrace-demo-app.jar");
    }

    public Path ledger() {
        return dir.resolve("ledger");
    }

    /** Starts the application with the agent, which keeps ledger, spool and keys in {@code where}. */
    public Application start(Path where, List<String> arguments) throws IOException, InterruptedException {
        Files.createDirectories(where);
        String options = String.join(
                ",",
                "config=" + root.resolve("demo-app/piitrace.properties"),
                "dir=" + where,
                "instance=spm-1",
                "sink.jsonl.file=" + where.resolve("access.jsonl"));
        List<String> attached = List.of("-Xmx512m", "-javaagent:" + agent() + '=' + options);
        return Application.start(java, application(), where, attached, arguments);
    }

    /** The path as somebody at the root of the repository writes it. */
    public String shown(Path path) {
        return root.toAbsolutePath()
                .normalize()
                .relativize(path.toAbsolutePath().normalize())
                .toString();
    }

    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    public static void delete(Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
