package io.piitrace.checks.prices;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Batch;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.Definitions;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.TracedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Accesses as an application makes them, the same for the same shape. Every request has a context of its own with a random trace id.
 *
 * <p><b>Threading.</b> One thread.
 */
final class LedgerStream {
    static final int PEOPLE = 20_000;

    private static final long START_MS = 1_790_000_000_000L;
    private static final int PAGES = 5;
    private static final int MAX_CONTEXTS = 1 << 16;

    private final Shape shape;
    private final Random random = new Random(42);
    private Spool spool = new Spool();
    private int requests;
    private long timeMs = START_MS;
    private int next;
    private long accesses;

    /** What a request reads. */
    enum Shape {
        /** Pages of 1 to 25 people, chosen unevenly, 4 to 8 fields of each, every second field three times. */
        REQUESTS,
        /** 500 people one after the other, 4 fields of each. */
        LISTS,
        /** Ten times one field of somebody, field and person at random. */
        RANDOM
    }

    LedgerStream(Shape shape) {
        this.shape = shape;
    }

    long accesses() {
        return accesses;
    }

    /** Adds whole requests until about so many records are there, and returns the definitions of their ids: as an agent does, other ones after so many. */
    Definitions fill(Batch batch, int records) {
        if (spool.contexts.size() >= MAX_CONTEXTS) {
            spool = new Spool();
        }
        while (batch.recordCount() < records) {
            int context = spool.contexts.size();
            spool.contexts.add(newContext(requests++));
            switch (shape) {
                case REQUESTS -> page(batch, context);
                case LISTS -> list(batch, context);
                case RANDOM -> lookUps(batch, context);
            }
            timeMs += random.nextInt(3);
        }
        return spool;
    }

    private void page(Batch batch, int context) {
        int page = context % PAGES;
        int people = page == 0 ? 1 : 5 + random.nextInt(20);
        for (int i = 0; i < people; i++) {
            int person = (int) (PEOPLE * Math.pow(random.nextDouble(), 3));
            for (int field = 0; field < 4 + page; field++) {
                add(batch, context, page * 16 + field, person, field % 2 == 0 ? 1 : 3);
            }
            timeMs += random.nextInt(8) == 0 ? 1 : 0;
        }
    }

    private void list(Batch batch, int context) {
        for (int i = 0; i < 500; i++) {
            for (int field = 0; field < 4; field++) {
                add(batch, context, field, next, 1);
            }
            next = (next + 1) % PEOPLE;
            timeMs += i % 50 == 0 ? 1 : 0;
        }
    }

    private void lookUps(Batch batch, int context) {
        for (int i = 0; i < 10; i++) {
            add(batch, context, random.nextInt(16), random.nextInt(PEOPLE), 1);
        }
    }

    private void add(Batch batch, int context, int site, int person, long count) {
        batch.access(context, site, person, timeMs, timeMs, count);
        accesses += count;
    }

    private Context newContext(int id) {
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
                "GET /page" + id % PAGES + "/{id}",
                String.format("%016x%016x", random.nextLong(), random.nextLong()),
                null);
    }

    static String pseudonym(int id) {
        return String.format("%016x%016x", (id + 1) * 0x9E3779B97F4A7C15L, (id + 1) * 0xC2B2AE3D27D4EB4FL);
    }

    /** What one spool defines. */
    private static final class Spool implements Definitions {
        private final List<Context> contexts = new ArrayList<>();

        @Override
        public Context context(int id) {
            return contexts.get(id);
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
            return new Subject(pseudonym(id), null, null);
        }
    }
}
