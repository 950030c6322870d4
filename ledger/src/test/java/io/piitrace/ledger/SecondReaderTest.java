package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.seal.TenantKeys;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader in another language, which knows docs/format.md and nothing else, finds the same records. */
class SecondReaderTest {
    private static final Path SCRIPT = Path.of("src/test/python/read_ledger.py");

    @TempDir
    Path dir;

    @Test
    void secondReaderFindsTheSameRecords() throws IOException, InterruptedException {
        Path ledger = dir.resolve("ledger");
        WriterOptions small = new WriterOptions(dir.resolve("keys"), 20_000, 1 << 18, 600_000);
        SampleLedger.write(ledger, small, 0, 30, 150);
        SampleLedger.write(ledger, small, 30, 1, 2000);
        List<String> found = run(List.of(), ledger);

        List<String> expected = SampleLedger.read(ledger, Scan.ALL).stream()
                .map(SecondReaderTest::json)
                .toList();
        assertThat(found).hasSizeGreaterThan(5000).isEqualTo(expected);
    }

    @Test
    void secondReaderDecryptsTheSameRecordsAndMissesThoseWithoutAKey() throws IOException, InterruptedException {
        Path ledger = dir.resolve("ledger");
        Path tenants = dir.resolve("keys/tenants");
        TenantKeys keys = TenantKeys.in(tenants, null, 0);
        SampleLedger.write(ledger, WriterOptions.signed(dir.resolve("keys")).encrypted(keys), 20, 3, 120);
        assertThat(run(List.of("--keys", tenants.toString()), ledger))
                .hasSizeGreaterThan(300)
                .isEqualTo(SampleLedger.read(ledger, Scan.ALL, keys).stream()
                        .map(SecondReaderTest::json)
                        .toList());

        Files.delete(tenants.resolve("tenant-1/00000001.key"));

        assertThat(run(List.of("--keys", tenants.toString()), ledger))
                .hasSizeBetween(100, 300)
                .isEqualTo(SampleLedger.read(ledger, Scan.ALL, TenantKeys.in(tenants, null, 0)).stream()
                        .map(SecondReaderTest::json)
                        .toList());
    }

    private List<String> run(List<String> options, Path ledger) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python(), SCRIPT.toString()));
        command.addAll(options);
        LedgerFiles.find(List.of(ledger)).forEach(file -> command.add(file.toString()));
        File errors = dir.resolve("errors").toFile();

        Process process = new ProcessBuilder(command).redirectError(errors).start();
        List<String> found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        assertThat(process.waitFor()).as(Files.readString(errors.toPath())).isZero();
        return found;
    }

    private static String python() throws InterruptedException {
        for (String name : List.of("python3", "python")) {
            try {
                Process process =
                        new ProcessBuilder(name, "-c", "import sys; sys.exit(sys.version_info < (3, 7))").start();
                if (process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0) {
                    return name;
                }
            } catch (IOException e) {
                System.out.println(name + " is not there: " + e.getMessage());
            }
        }
        System.out.println("skipped: no python3 found, so the second reader cannot be compared");
        Assumptions.abort("no python3 found");
        return "";
    }

    /** With its keys sorted. */
    private static String json(LedgerRecord record) {
        Map<String, String> values = new TreeMap<>();
        record.describe(new RecordVisitor() {
            @Override
            public void text(String key, String value) {
                values.put(key, quoted(value));
            }

            @Override
            public void texts(String key, List<String> texts) {
                values.put(
                        key, texts.stream().map(SecondReaderTest::quoted).collect(Collectors.joining(", ", "[", "]")));
            }

            @Override
            public void number(String key, long value) {
                values.put(key, Long.toString(value));
            }

            @Override
            public void time(String key, long epochMs) {
                values.put(key, Long.toString(epochMs));
            }
        });
        return values.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
