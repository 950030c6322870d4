package io.piitrace.ledger;

import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Definitions and batches for tests: made up, and the same for the same number. */
final class SampleLedger implements Definitions {
    static final Origin ORIGIN = new Origin("payroll", "host-1");
    static final long START_MS = 1_790_000_000_000L;

    /** Contexts from here on have what version 2 of the format added; those of batches from 20 on. */
    private static final int CLAIMS = 60;

    /** The same of version 3; those of batches from 30 on. */
    private static final int SOURCES = 90;

    @Override
    public Context context(int id) {
        boolean claims = id >= CLAIMS; // the ledgers of version 1 have none of them
        return new Context(
                id % 7 == 0 ? null : "tenant-" + id % 3,
                "user-" + id % 50,
                id % 2 == 0 ? "client-user" : null,
                List.of("payroll-admin", "role-" + id % 4),
                id % 5 == 0 ? "DE" : null,
                null,
                id % 3 == 0 ? "undeclared" : "client-use",
                id % 3 == 0 ? "none" : "annotation",
                id % 11 == 0 ? "CASE-" + id : null,
                "GET /employees/{id}",
                id % 13 == 0 ? null : String.format("%016x%016x", id * 0x9E3779B97F4A7C15L, id * 0xC2B2AE3D27D4EB4FL),
                switch (id % 3) {
                    case 0 -> "r-" + id;
                    case 1 -> new java.util.UUID(id * 31L, id * 17L).toString();
                    default -> null;
                },
                claims && id % 4 == 1 ? "legal" : null,
                claims && id % 4 != 3 ? "CASE-" + id * 3 : null,
                id < SOURCES
                        ? Sources.NONE
                        : new Sources(
                                "container", id % 2 == 0 ? "role" : null, "claim", id % 5 == 0 ? "network" : null));
    }

    @Override
    public Site site(int id) {
        AccessKind[] kinds = AccessKind.values();
        return new Site(
                new TracedField("com.acme.Employee", "field" + id % 12, id % 2 == 0 ? "ssn" : "salary"),
                kinds[id % kinds.length],
                "com.acme.Payroll.run(Payroll.java:" + id + ")",
                id % 4 == 0 ? "com.acme.Manager" : null,
                id % 5 == 0);
    }

    @Override
    public Subject subject(int id) {
        return switch (id % 20) {
            case 0 -> new Subject(null, "no-subject-declared", null);
            case 1 -> new Subject(pseudonym(id), null, "tenant-" + id % 3);
            case 2 -> new Subject("not-hex-" + id, null, null);
            default -> new Subject(pseudonym(id), null, null);
        };
    }

    static String pseudonym(int id) {
        return String.format("%016x%016x", (id + 1) * 0xD6E8FEB86659FD93L, (id + 7) * 0xA0761D6478BD642FL);
    }

    /** Fills a batch with rows and notices that depend on the number alone. */
    static Batch batch(int number, int rows) {
        Batch batch = new Batch();
        long time = START_MS + number * 1000L;
        for (int i = 0; i < rows; i++) {
            if (i % 37 == 5) {
                batch.notice(NoticeType.GAP, time + i, Map.of("what", "com.acme.Odd" + i, "why", "no reason"));
            }
            if (i == 40) {
                batch.notice(NoticeType.LOSS, time, Map.of("count", "17", "reason", "ring-full"));
            }
            batch.access(
                    number * 3 + i / 20,
                    i % 9,
                    (i / 4 + number * 5) % 200,
                    time + i / 10,
                    time + i / 10 + i % 3,
                    1 + i % 2);
        }
        batch.position(new SpoolPosition("run-1", 0, number * 1000L, time, 5));
        batch.position(new SpoolPosition("run-1", number % 3, number * 1000L + 7, time, number));
        return batch;
    }

    /** What a reader must return for a batch. */
    static List<LedgerRecord> records(Batch batch, long firstSeq) {
        SampleLedger definitions = new SampleLedger();
        List<LedgerRecord> records = new ArrayList<>();
        int row = 0;
        int notice = 0;
        for (int i = 0; i < batch.recordCount(); i++) {
            if (notice < batch.notices.size() && batch.notices.get(notice).index() == i) {
                Batch.NoticeEntry entry = batch.notices.get(notice++);
                records.add(new Notice(firstSeq + i, entry.timeMs(), ORIGIN, entry.type(), entry.attributes()));
                continue;
            }
            records.add(new AccessRecord(
                    firstSeq + i,
                    batch.firsts[row],
                    batch.lasts[row],
                    batch.counts[row],
                    ORIGIN,
                    definitions.context(batch.contexts[row]),
                    definitions.subject(batch.subjects[row]),
                    definitions.site(batch.sites[row])));
            row++;
        }
        return records;
    }

    /** Accesses and notices without their place among the others, checkpoints left out: rows of an encrypted block are sorted by tenant. */
    static List<LedgerRecord> withoutSeq(List<LedgerRecord> records) {
        List<LedgerRecord> bare = new ArrayList<>();
        for (LedgerRecord record : records) {
            if (record instanceof AccessRecord a) {
                bare.add(new AccessRecord(
                        0, a.firstMs(), a.lastMs(), a.count(), a.origin(), a.context(), a.subject(), a.site()));
            } else if (record instanceof Notice n && n.type() != NoticeType.CHECKPOINT) {
                bare.add(new Notice(0, n.timeMs(), n.origin(), n.type(), n.attributes()));
            }
        }
        return bare;
    }

    /** Writes so many batches and closes in order. */
    static void write(Path directory, WriterOptions options, int from, int batches, int rows) throws IOException {
        try (LedgerWriter writer = LedgerWriter.open(directory, ORIGIN, options)) {
            SampleLedger definitions = new SampleLedger();
            for (int i = 0; i < batches; i++) {
                writer.append(batch(from + i, rows), definitions);
            }
        }
    }

    static List<LedgerRecord> read(Path directory, Scan scan) throws IOException {
        return read(directory, scan, TenantKeys.NONE);
    }

    static List<LedgerRecord> read(Path directory, Scan scan, TenantKeys keys) throws IOException {
        List<LedgerRecord> records = new ArrayList<>();
        for (Path file : LedgerFiles.find(List.of(directory))) {
            try (LedgerReader reader = LedgerReader.open(file, scan, keys)) {
                for (LedgerRecord record = reader.next(); record != null; record = reader.next()) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    static LedgerVerdict verify(Path directory) throws IOException {
        VerificationReport report = LedgerVerifier.verify(LedgerFiles.find(List.of(directory)), Progress.NONE);
        if (report.ledgers().size() != 1) {
            throw new IllegalStateException("not one ledger: " + report);
        }
        return report.ledgers().get(0);
    }
}
