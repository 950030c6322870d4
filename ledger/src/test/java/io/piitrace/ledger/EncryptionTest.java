package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.piitrace.ledger.LedgerVerdict.State;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionTest {
    private static final int BATCHES = 6;
    private static final int ROWS = 150;

    @TempDir
    Path dir;

    private Path ledger;
    private Path tenants;

    @BeforeEach
    void writeLedger() throws IOException {
        ledger = dir.resolve("ledger/payroll");
        tenants = dir.resolve("keys/tenants");
        write(0, BATCHES, keys());
    }

    @Test
    void everyRecordIsReadWithTheKeys() throws IOException {
        List<LedgerRecord> expected = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            expected.addAll(SampleLedger.records(SampleLedger.batch(i, ROWS), 0));
        }

        List<LedgerRecord> found = read(Scan.ALL, keys());

        assertThat(SampleLedger.withoutSeq(found))
                .containsExactlyInAnyOrderElementsOf(SampleLedger.withoutSeq(expected));
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).seq()).isEqualTo(i + 1);
        }
        assertThat(verify(keys()).flaws()).isEmpty();
        assertThat(verify(keys()).state()).isEqualTo(State.INTACT);
    }

    @Test
    void scanFindsTheSameAsWithoutEncryption() throws IOException {
        Path clear = dir.resolve("ledger/clear");
        SampleLedger.write(clear, WriterOptions.signed(dir.resolve("keys")), 0, BATCHES, ROWS);
        for (Scan scan : List.of(
                new Scan(0, Long.MAX_VALUE, Set.of(SampleLedger.pseudonym(17)), Set.of()),
                new Scan(0, Long.MAX_VALUE, Set.of(), Set.of("tenant-1")),
                new Scan(SampleLedger.START_MS + 2000, SampleLedger.START_MS + 3005, Set.of(), Set.of()))) {
            List<LedgerRecord> found = accesses(read(scan, keys()));

            assertThat(SampleLedger.withoutSeq(found))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            SampleLedger.withoutSeq(accesses(SampleLedger.read(clear, scan))));
        }
    }

    @Test
    void withoutKeysTheChainVerifiesAndNothingIsTold() throws IOException {
        LedgerVerdict verdict = verify(TenantKeys.NONE);

        assertThat(verdict.state()).isEqualTo(State.INTACT);
        assertThat(verdict.accesses()).isEqualTo(verify(keys()).accesses()).isPositive();
        assertThat(verdict.encrypted()).hasSize(4); // three tenants and nobody
        assertThat(verdict.encrypted().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo((long) BATCHES * ROWS);
        assertThat(accesses(read(Scan.ALL, TenantKeys.NONE))).isEmpty();
        String bytes = bytes();
        for (String secret : List.of("user-", "tenant-", "com.acme.Employee", "com.acme.Payroll", "payroll-admin")) {
            assertThat(bytes).doesNotContain(secret);
        }
    }

    @Test
    void deletedKeyMakesItsTenantUnreadableAndNobodyElse() throws IOException {
        long all = accesses(read(Scan.ALL, keys())).size();
        delete(tenants.resolve("tenant-1"));

        List<LedgerRecord> left = accesses(read(Scan.ALL, keys()));

        assertThat(left).hasSizeBetween((int) all / 4, (int) all - 100);
        assertThat(left)
                .allSatisfy(record -> assertThat(owner((AccessRecord) record)).isNotEqualTo("tenant-1"));
        assertThat(verify(keys()).state()).isEqualTo(State.INTACT);
    }

    @Test
    void writerNeverUsesAKeyThatWasDeletedWhileItRan() throws IOException {
        TenantKeys keys = keys();
        try (LedgerWriter writer = LedgerWriter.open(ledger, SampleLedger.ORIGIN, options(keys))) {
            writer.append(SampleLedger.batch(20, ROWS), new SampleLedger());
            delete(tenants.resolve("tenant-1"));
            writer.append(SampleLedger.batch(21, ROWS), new SampleLedger());
        }

        List<LedgerRecord> found = accesses(read(Scan.ALL, keys()));

        long second = SampleLedger.START_MS + 21_000;
        assertThat(found.stream().filter(record -> "tenant-1".equals(owner((AccessRecord) record))))
                .isNotEmpty()
                .allMatch(record -> ((AccessRecord) record).firstMs() >= second);
        assertThat(verify(keys()).state()).isEqualTo(State.INTACT);
    }

    @Test
    void keysFollowEachOtherAndOldOnesStillRead() throws IOException, InterruptedException {
        Thread.sleep(5);
        write(BATCHES, 1, TenantKeys.in(tenants, null, 1));

        assertThat(files(tenants.resolve("tenant-1"))).containsExactly("00000001.key", "00000002.key");
        assertThat(accesses(read(Scan.ALL, keys()))).hasSize((BATCHES + 1) * ROWS);

        Files.delete(tenants.resolve("tenant-1/00000001.key"));
        assertThat(accesses(read(Scan.ALL, keys())).stream()
                        .filter(record -> "tenant-1".equals(owner((AccessRecord) record))))
                .isNotEmpty()
                .allMatch(record -> ((AccessRecord) record).firstMs() >= SampleLedger.START_MS + BATCHES * 1000L);
    }

    @Test
    void wrappedKeysNeedTheKeyThatWrapsThem() throws IOException {
        Path wrapping = Files.writeString(dir.resolve("kek"), "ab".repeat(32));
        Path other = Files.writeString(dir.resolve("other"), "cd".repeat(32));
        delete(tenants);
        delete(ledger);
        write(0, 1, TenantKeys.in(tenants, wrapping, 0));

        assertThat(accesses(read(Scan.ALL, TenantKeys.in(tenants, wrapping, 0))))
                .hasSize(ROWS);
        TenantKeys wrong = TenantKeys.in(tenants, other, 0);
        assertThat(accesses(read(Scan.ALL, wrong))).isEmpty();
        assertThat(wrong.problem()).contains("was encrypted with another key");
        TenantKeys none = keys();
        assertThat(accesses(read(Scan.ALL, none))).isEmpty();
        assertThat(none.problem()).contains("no key for that was given");
        assertThatThrownBy(() -> none.current("new")).hasMessageContaining("no key for that was given");
        assertThatThrownBy(
                        () -> TenantKeys.in(tenants, dir.resolve("nowhere"), 0).check())
                .isInstanceOf(IOException.class);
    }

    @Test
    void keysAreForTheirOwnerAlone() throws IOException {
        for (String tenant : files(tenants)) {
            for (String file : files(tenants.resolve(tenant))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                                tenants.resolve(tenant).resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
        assertThat(files(tenants)).containsExactly("%none", "tenant-0", "tenant-1", "tenant-2");
    }

    @Test
    void noSeedIsEverUsedTwice() throws IOException {
        write(BATCHES, 2, keys());
        Set<String> seeds = new HashSet<>();
        int parts = 0;
        for (Path file : LedgerFiles.find(List.of(ledger))) {
            try (BlockSource source = BlockSource.open(file)) {
                while (source.next()) {
                    for (io.piitrace.ledger.format.Part part : source.zone().parts()) {
                        seeds.add(new String(part.seed(), StandardCharsets.ISO_8859_1));
                        parts++;
                    }
                }
            }
        }
        assertThat(parts).isEqualTo(4 * (BATCHES + 2));
        assertThat(seeds).hasSize(parts);
    }

    @Test
    void alteredCiphertextIsFoundWithoutAKeyAndNeverReadWithOne() throws IOException {
        Path file = LedgerFiles.find(List.of(ledger)).get(0);
        byte[] bytes = Files.readAllBytes(file);
        long[] place = Forgery.blocks(bytes).get(1);
        bytes[(int) place[1] - 20] ^= 1;
        Files.write(file, bytes);
        assertThat(verify(TenantKeys.NONE).flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.what()).isEqualTo("edited");
            assertThat(flaw.block()).isEqualTo(2);
        });

        Forgery.rechain(bytes);
        Files.write(file, bytes);

        assertThatThrownBy(() -> read(Scan.ALL, keys()))
                .isInstanceOf(CorruptLedgerException.class)
                .hasMessageContaining("is not what its key encrypted");
        assertThat(verify(keys()).flaws()).extracting(Flaw::what).contains("malformed");
    }

    @Test
    void tenantsWithOddNamesHaveDirectoriesOfTheirOwn() throws IOException {
        TenantKeys keys = keys();
        Set<String> ids = new HashSet<>();
        List<@Nullable String> odd = new ArrayList<>(
                List.of("", ".", "..", "../x", "a/b", "%none", "ä", "x".repeat(300), "x".repeat(301), "A", "a"));
        odd.add(null);
        for (String tenant : odd) {
            ids.add(keys.current(tenant).idText());
        }

        assertThat(ids).hasSize(odd.size());
        assertThat(files(dir.resolve("keys"))).contains("tenants").doesNotContain("x");
        for (String id : ids) {
            assertThat(keys().of(id)).isNotNull();
        }
    }

    private void write(int from, int batches, TenantKeys keys) throws IOException {
        SampleLedger.write(ledger, options(keys), from, batches, ROWS);
    }

    private WriterOptions options(TenantKeys keys) {
        return WriterOptions.signed(dir.resolve("keys")).encrypted(keys);
    }

    private TenantKeys keys() {
        return TenantKeys.in(tenants, null, 0);
    }

    private List<LedgerRecord> read(Scan scan, TenantKeys keys) throws IOException {
        return SampleLedger.read(ledger, scan, keys);
    }

    private LedgerVerdict verify(TenantKeys keys) throws IOException {
        return LedgerVerifier.verify(
                        LedgerFiles.find(List.of(ledger)),
                        new VerifyOptions(true, List.of(), List.of(), keys),
                        Progress.NONE)
                .ledgers()
                .get(0);
    }

    /** The tenant under whose key a record is. */
    private static @Nullable String owner(AccessRecord access) {
        String tenant = access.subject().tenant();
        return tenant != null ? tenant : access.context().tenant();
    }

    private static List<LedgerRecord> accesses(List<LedgerRecord> records) {
        return records.stream().filter(AccessRecord.class::isInstance).toList();
    }

    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : LedgerFiles.find(List.of(ledger))) {
            all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    private static List<String> files(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
