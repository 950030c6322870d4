package io.piitrace.checks.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import io.piitrace.annotation.Pii;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Scan;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application of named modules, that opens itself to nobody but the libraries that read it. */
class ModuleIT {
    private static final String MODULE = """
            module payroll {
                requires com.fasterxml.jackson.databind;
                requires com.google.gson;
                requires io.piitrace.annotations;
                opens payroll to com.fasterxml.jackson.databind, com.google.gson;
            }
            """;
    private static final String MAIN = """
            package payroll;

            public class Main {
                public static class Person {
                    @io.piitrace.annotation.DataSubjectId public long id = 1;
                    @io.piitrace.annotation.Pii("ssn") private String ssn = "s";
                    public String getSsn() { return ssn; }
                }

                record Fact(@io.piitrace.annotation.Pii("salary") long salary) {}

                public static void main(String[] args) throws Exception {
                    if (!Main.class.getModule().isNamed()) throw new AssertionError();
                    new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(new Person());
                    new com.google.gson.Gson().toJson(new Person());
                    new Fact(1).toString();
                }
            }
            """;

    @TempDir
    Path dir;

    @Test
    void readsAcrossModulesAreRecordedWithoutOpeningAnything() throws Exception {
        String path = Stream.of(ObjectMapper.class, JsonFactory.class, JsonProperty.class, Gson.class, Pii.class)
                .map(ModuleIT::place)
                .collect(Collectors.joining(File.pathSeparator));
        compile(path);
        Process process = new ProcessBuilder(
                        LibrariesRun.JAVA,
                        LibrariesRun.agent(dir),
                        "-p",
                        path + File.pathSeparator + dir.resolve("classes"),
                        "-m",
                        "payroll/payroll.Main")
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("out.txt").toFile())
                .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(dir.resolve("out.txt")))
                .startsWith("piitrace ")
                .hasLineCount(1);
        assertThat(counts()).isEqualTo(Map.of("ssn getter", 1L, "ssn reflection", 1L, "salary to-string", 1L));
    }

    private void compile(String path) throws Exception {
        Path sources = Files.createDirectories(dir.resolve("src/payroll"));
        Files.writeString(dir.resolve("src/module-info.java"), MODULE);
        Files.writeString(sources.resolve("Main.java"), MAIN);
        List<String> arguments = List.of(
                "-proc:none",
                "--release",
                "17",
                "-p",
                path,
                "-d",
                dir.resolve("classes").toString(),
                dir.resolve("src/module-info.java").toString(),
                sources.resolve("Main.java").toString());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .isZero();
    }

    private static String place(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }

    private Map<String, Long> counts() throws Exception {
        Map<String, Long> counts = new TreeMap<>();
        for (Path file : LedgerFiles.find(List.of(dir))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    if (record instanceof AccessRecord access) {
                        String field = access.site().field().name();
                        counts.merge(field + ' ' + access.site().kind().code(), access.count(), Long::sum);
                    }
                }
            }
        }
        return counts;
    }
}
