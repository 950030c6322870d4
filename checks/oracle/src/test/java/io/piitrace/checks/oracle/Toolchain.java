package io.piitrace.checks.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** Makes what Maven does not: native libraries, and class files newer than the build's. */
final class Toolchain {
    private static final Path SOURCES = Path.of("src", "test").toAbsolutePath();
    private static final Path HEADERS = Path.of(System.getProperty("java.home"), "include");

    private Toolchain() {}

    /** Whether C can be compiled here against this JVM's headers. */
    static boolean compilesC() {
        try {
            return Files.exists(HEADERS.resolve("jvmti.h"))
                    && System.getProperty("os.name").equals("Linux")
                    && run(List.of("cc", "--version")) == 0;
        } catch (IOException thereIsNone) {
            return false;
        }
    }

    /** The library that is made of one file. */
    static Path library(String name, Path dir) throws IOException {
        Path library = dir.resolve("lib" + name + ".so");
        List<String> command = List.of(
                "cc",
                "-shared",
                "-fPIC",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-I" + HEADERS,
                "-I" + HEADERS.resolve("linux"),
                "-o",
                library.toString(),
                SOURCES.resolve("c").resolve(name + ".c").toString());
        if (run(command) != 0) {
            throw new IOException("does not compile: " + name + ".c");
        }
        return library;
    }

    /** Compiles the program's part that needs Java 21, by the compiler of the JDK that runs this test. */
    static void patterns(Path classes, String classPath) throws IOException {
        Path source = SOURCES.resolve("java21/io/piitrace/woven/oracle/Patterns.java");
        String[] arguments = {"--release", "21", "-d", classes.toString(), "-cp", classPath, source.toString()};
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) != 0) {
            throw new IOException("does not compile: " + source);
        }
    }

    private static int run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
