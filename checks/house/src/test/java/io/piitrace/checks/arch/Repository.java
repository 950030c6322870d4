package io.piitrace.checks.arch;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that the tests look at: compiled classes, sources and documents by path. */
public final class Repository {
    public static final Path ROOT = Path.of(System.getProperty("piitrace.test.root", ".."));
    public static final List<String> MODULES = List.of("annotations", "ledger", "agent", "inspector", "demo-app");

    private Repository() {}

    /** Main classes of the given modules; all of them where none is named. */
    public static JavaClasses classes(String... modules) {
        List<String> wanted = modules.length == 0 ? MODULES : List.of(modules);
        return new ClassFileImporter()
                .importPaths(wanted.stream()
                        .map(module -> ROOT.resolve(module).resolve("target/classes"))
                        .toList());
    }

    /** Every Java file below {@code src/main} (and {@code src/test} if asked) of every module, those of {@code checks} too. */
    public static List<Path> javaFiles(boolean withTests) {
        return Stream.concat(MODULES.stream().map(ROOT::resolve), checks().stream())
                .flatMap(module -> withTests
                        ? Stream.of(module.resolve("src/main"), module.resolve("src/test"))
                        : Stream.of(module.resolve("src/main")))
                .filter(Files::isDirectory)
                .flatMap(Repository::walk)
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    private static List<Path> checks() {
        try (Stream<Path> folders = Files.list(ROOT.resolve("checks"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path dir) {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
