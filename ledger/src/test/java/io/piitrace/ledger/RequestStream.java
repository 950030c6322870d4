package io.piitrace.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Accesses as a web application makes them, after coalescing: each request has a context of its own with a random trace id, and shows a page of employees, each with some of
 * its fields, from the same places in the code; employees are chosen unevenly. Every second record stands for two accesses or more.
 */
final class RequestStream implements Definitions {
    private static final int EMPLOYEES = 20_000;
    private static final String[] ENTRIES = {
        "GET /employees/{id}", "GET /teams/{id}/report", "POST /payouts", "GET /statements/{id}", "GET /search"
    };

    private final Random random = new Random(42);
    private final Random traces = new Random(43);
    private long timeMs = SampleLedger.START_MS;
    private final List<Context> contexts = new ArrayList<>();
    private final Subject[] subjects = new Subject[EMPLOYEES];
    private int request;
    long accesses;

    RequestStream() {
        for (int id = 0; id < EMPLOYEES; id++) {
            subjects[id] = makeSubject(id);
        }
    }

    /** Fills the batch with the records of whole requests, about as many as asked for. */
    void fill(Batch batch, int records) {
        while (batch.recordCount() < records) {
            request(batch);
        }
    }

    private void request(Batch batch) {
        int context = request++;
        contexts.add(makeContext(context));
        int page = context % ENTRIES.length;
        int people = page == 0 ? 1 : 5 + random.nextInt(20);
        int fields = 4 + page;
        for (int i = 0; i < people; i++) {
            int subject = (int) (EMPLOYEES * Math.pow(random.nextDouble(), 3));
            for (int field = 0; field < fields; field++) {
                long count = field % 2 == 0 ? 1 : 3;
                batch.access(context, page * 16 + field, subject, timeMs, timeMs, count);
                accesses += count;
            }
            timeMs += random.nextInt(8) == 0 ? 1 : 0;
        }
        timeMs += random.nextInt(3);
    }

    @Override
    public Context context(int id) {
        return contexts.get(id);
    }

    private Context makeContext(int id) {
        return new Context(
                "tenant-" + id % 2,
                "user" + id % 97,
                "client-user",
                List.of(id % 10 == 0 ? "payroll-admin" : "manager"),
                null,
                null,
                "client-use",
                "annotation",
                null,
                ENTRIES[id % ENTRIES.length],
                String.format("%016x%016x", traces.nextLong(), traces.nextLong()),
                null);
    }

    @Override
    public Site site(int id) {
        return new Site(
                new TracedField("com.acme.spm.Employee", "field" + id % 16, "salary"),
                AccessKind.GETTER,
                "com.acme.spm.web.Page" + id / 16 + ".render(Page" + id / 16 + ".java:" + (20 + id % 16) + ")",
                null,
                false);
    }

    @Override
    public Subject subject(int id) {
        return subjects[id];
    }

    private static Subject makeSubject(int id) {
        return new Subject(
                new UUID(id * 0x9E3779B97F4A7C15L, id * 0xC2B2AE3D27D4EB4FL)
                        .toString()
                        .replace("-", ""),
                null,
                null);
    }
}
