package io.piitrace.checks.prices;

import io.piitrace.ledger.Batch;
import io.piitrace.ledger.Definitions;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.LedgerWriter;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.VerifyOptions;
import io.piitrace.ledger.WriterOptions;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a ledger costs on the disk, and how fast it is verified and searched. {@code checks/ledger} runs it. */
public final class LedgerPrices {
    private static final int BLOCK = 16_384;
    private static final int SAMPLE_RECORDS = 1_000_000;

    private final Path out;
    private final Path inspector;

    private LedgerPrices(Path out, Path inspector) {
        this.out = out;
        this.inspector = inspector;
    }

    /** Arguments: directory, the inspector's jar, millions of accesses to search, megabytes to verify in little memory. */
    public static void main(String[] args) throws Exception {
        LedgerPrices prices = new LedgerPrices(Path.of(args[0]), Path.of(args[1]));
        System.out.println(
                "| bytes per access | ledger | ten times as long | encrypted | JSON | JSON + zstd | Parquet + zstd |\n|---|---|---|---|---|---|---|");
        for (LedgerStream.Shape shape : LedgerStream.Shape.values()) {
            prices.sizes(shape);
        }
        prices.speed(Long.parseLong(args[2]) * 1_000_000);
        prices.memory(Long.parseLong(args[3]) << 20);
    }

    private void sizes(LedgerStream.Shape shape) throws IOException, SQLException, InterruptedException {
        String name = shape.name().toLowerCase(Locale.ROOT);
        Path clear = out.resolve(name);
        long accesses = write(clear, shape, SAMPLE_RECORDS, Long.MAX_VALUE, null);
        Path encrypted = out.resolve(name + "-encrypted");
        write(
                encrypted,
                shape,
                SAMPLE_RECORDS,
                Long.MAX_VALUE,
                TenantKeys.in(encrypted.resolve("keys/tenants"), null, 0));
        Path longer = out.resolve(name + "-longer");
        long more = write(longer, shape, 10 * SAMPLE_RECORDS, Long.MAX_VALUE, null);
        Path json = out.resolve(name + ".jsonl");
        run(json, "export", "--accesses-only", "--format", "jsonl", clear.toString());
        Path zstd = out.resolve(name + ".zst");
        process(null, List.of("zstd", "-q", "-f", "-3", json.toString(), "-o", zstd.toString()));
        Path parquet = out.resolve(name + ".parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("copy (select * from read_json_auto('" + json + "')) to '" + parquet
                    + "' (format parquet, compression zstd)");
        }
        System.out.printf(
                "| %s | %.3f | %.3f | %.3f | %.0f | %.2f | %.2f |%n",
                name,
                (double) bytes(clear) / accesses,
                (double) bytes(longer) / more,
                (double) bytes(encrypted) / accesses,
                (double) Files.size(json) / accesses,
                (double) Files.size(zstd) / accesses,
                (double) Files.size(parquet) / accesses);
        Files.delete(json);
    }

    private void speed(long accesses) throws IOException, InterruptedException {
        Path dir = out.resolve("searched");
        long start = System.nanoTime();
        long written = write(dir, LedgerStream.Shape.REQUESTS, Long.MAX_VALUE, accesses, null);
        List<Path> files = LedgerFiles.find(List.of(dir));
        long bytes = bytes(dir.resolve("ledger"));
        System.out.printf(
                "%nledger of %,d accesses, %,d bytes in %d files, written in %.1f s%n",
                written, bytes, files.size(), seconds(start));
        start = System.nanoTime();
        List<String> sum = new ArrayList<>(List.of("sha256sum"));
        files.forEach(file -> sum.add(file.toString()));
        process(out.resolve("sums"), sum);
        rate("sha256sum", bytes, written, start);
        for (VerifyOptions options : List.of(VerifyOptions.BYTES, VerifyOptions.BYTES, VerifyOptions.RECORDS)) {
            start = System.nanoTime();
            if (!LedgerVerifier.verify(files, options, Progress.NONE).intact()) {
                throw new IllegalStateException("does not verify");
            }
            rate(options.everyRecord() ? "verify --records" : "verify", bytes, written, start);
        }
        for (int pass = 0; pass < 2; pass++) {
            start = System.nanoTime();
            rate("scan, records=" + count(files, Scan.ALL), bytes, written, start);
        }
        String person = LedgerStream.pseudonym(19_000);
        for (int pass = 0; pass < 2; pass++) {
            start = System.nanoTime();
            Scan scan = new Scan(Long.MIN_VALUE, Long.MAX_VALUE, Set.of(person), Set.of());
            rate("one person, records=" + count(files, scan), bytes, written, start);
        }
        for (int pass = 0; pass < 2; pass++) {
            start = System.nanoTime();
            run(out.resolve("who"), "who", "--format", "jsonl", "--subject", person, dir.toString());
            rate("piitrace who, from start to exit", bytes, written, start);
        }
    }

    private void memory(long size) throws IOException, InterruptedException {
        Path dir = out.resolve("large");
        write(dir, LedgerStream.Shape.RANDOM, size / 4, Long.MAX_VALUE, null);
        long start = System.nanoTime();
        String verified = "-Xmx48m";
        process(
                out.resolve("verified"),
                List.of(java(), verified, "-jar", inspector.toString(), "verify", dir.toString()));
        rate("piitrace verify with " + verified, bytes(dir.resolve("ledger")), 0, start);
    }

    private static long write(
            Path dir, LedgerStream.Shape shape, long records, long accesses, @Nullable TenantKeys keys)
            throws IOException {
        LedgerStream stream = new LedgerStream(shape);
        WriterOptions options = WriterOptions.signed(dir.resolve("keys")).encrypted(keys);
        Batch batch = new Batch();
        long written = 0;
        try (LedgerWriter writer =
                LedgerWriter.open(dir.resolve("ledger/prices"), new Origin("prices", "one"), options)) {
            while (written < records && stream.accesses() < accesses) {
                batch.clear();
                Definitions definitions = stream.fill(batch, BLOCK);
                writer.append(batch, definitions);
                written += batch.recordCount();
            }
        }
        return stream.accesses();
    }

    private static long count(List<Path> files, Scan scan) throws IOException {
        long found = 0;
        for (Path file : files) {
            try (LedgerReader reader = LedgerReader.open(file, scan)) {
                while (reader.advance()) {
                    found += reader.notice() == null ? 1 : 0;
                }
            }
        }
        return found;
    }

    private static void rate(String what, long bytes, long accesses, long start) {
        double seconds = seconds(start);
        System.out.printf(
                "%-36s %8.3f s %8.0f MB/s %8.1f M accesses/s%n",
                what, seconds, bytes / seconds / 1e6, accesses / seconds / 1e6);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** All that the ledger needs: its files, keys and lock. */
    private static long bytes(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }

    private void run(Path to, String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(java(), "-jar", inspector.toString()));
        all.addAll(List.of(command));
        process(to, all);
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    private static void process(@Nullable Path to, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.redirectOutput(to == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(to.toFile()));
        int status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException("exit status " + status + ": " + command);
        }
    }
}
