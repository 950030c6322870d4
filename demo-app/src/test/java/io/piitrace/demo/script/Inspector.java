package io.piitrace.demo.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code piitrace COMMAND} in a process of its own, the way a person runs it. */
public final class Inspector {
    private final List<String> launcher;
    private final Path dir;

    private Inspector(List<String> launcher, Path dir) {
        this.launcher = launcher;
        this.dir = dir;
    }

    /** The script at the root of the repository; paths in its output are relative to there. */
    public static Inspector script(Path root) {
        return new Inspector(List.of(root.resolve("piitrace").toAbsolutePath().toString()), root);
    }

    public static Inspector jar(Path java, Path jar, Path dir) {
        return new Inspector(
                List.of(java.toString(), "-jar", jar.toAbsolutePath().toString()), dir);
    }

    public Answer ask(List<String> arguments) throws IOException, InterruptedException {
        return ask(arguments, false);
    }

    /** @param colour whether its output is going to be shown on a terminal */
    public Answer ask(List<String> arguments, boolean colour) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(arguments);
        Path out = Files.createTempFile("piitrace", ".out");
        Path err = Files.createTempFile("piitrace", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(dir.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            if (colour) {
                builder.environment().put("CLICOLOR_FORCE", "1");
            }
            int status = builder.start().waitFor();
            return new Answer(status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What it printed and how it ended. */
    public record Answer(int status, String out, String err) {}
}
