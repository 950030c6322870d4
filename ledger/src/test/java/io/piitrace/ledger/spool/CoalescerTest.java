package io.piitrace.ledger.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Batch;
import io.piitrace.ledger.BatchRows;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.TracedField;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words of a ring that is longer than what is read at a time, against a map that does the same one by one. */
class CoalescerTest {
    private static final int SHIFT = 11;
    private static final int SUBJECTS = 40;
    private static final int SITES = 5;
    private static final int CONTEXTS = 7;
    private static final long START_MS = 1_700_000_000_000L;

    @TempDir
    Path dir;

    private final Random random = new Random(20261127);
    private final RingHolder holder = owner -> false;
    private long position;

    private record Key(int context, int site, int subject, long second) {}

    private static final class Expected {
        long first = Long.MAX_VALUE;
        long last;
        long count;
    }

    @Test
    void recordsAreThoseOfAMapThatIsFilledWordByWord() throws Exception {
        Spool spool = spool();
        RingSlot slot = spool.acquire(Thread.currentThread(), holder);
        assertThat(slot).isNotNull();
        try (SpoolReader reader = SpoolReader.open(spool.directory(), spool.run(), Map.of())) {
            reader.refresh(spool.segments());
            long time = START_MS;
            int context = 0;
            for (int batch = 0; batch < 60; batch++) {
                Map<Key, Expected> expected = new LinkedHashMap<>();
                int words = 1 + random.nextInt((1 << SHIFT) - 1);
                for (int i = 0; i < words; i++) {
                    int what = random.nextInt(20);
                    if (what == 0 || time == START_MS) {
                        time += random.nextInt(1500) - (what == 0 ? 300 : 0); // clocks are set back, too
                        put(slot, Word.of(Word.TIME, time));
                    } else if (what == 1 || context == 0) {
                        context = 1 + random.nextInt(CONTEXTS);
                        put(slot, Word.of(Word.CONTEXT, context));
                    } else {
                        boolean counted = what == 2 && i + 1 < words;
                        long count = counted ? 1 + random.nextInt(1000) : 1;
                        if (counted) {
                            put(slot, Word.of(Word.COUNT, count));
                            i++;
                        }
                        int site = Word.FIRST_SITE + random.nextInt(SITES);
                        int subject = 1 + random.nextInt(SUBJECTS);
                        put(slot, Word.of(site, subject));
                        add(expected, new Key(context, site, subject, Math.floorDiv(time, 1000L)), time, count);
                    }
                }
                reader.read();
                Batch read = new Batch();
                reader.moveTo(read);
                spool.sealed(reader);
                assertThat(BatchRows.of(read)).isEqualTo(rows(expected));
            }
        } finally {
            spool.delete();
        }
    }

    private static void add(Map<Key, Expected> to, Key key, long time, long count) {
        Expected row = to.computeIfAbsent(key, unseen -> new Expected());
        row.first = Math.min(row.first, time);
        row.last = Math.max(row.last, time);
        row.count += count;
    }

    private static List<List<Long>> rows(Map<Key, Expected> from) {
        return from.entrySet().stream()
                .map(entry -> List.of(
                        (long) entry.getKey().context(),
                        (long) entry.getKey().site(),
                        (long) entry.getKey().subject(),
                        entry.getValue().first,
                        entry.getValue().last,
                        entry.getValue().count))
                .toList();
    }

    private Spool spool() throws Exception {
        Spool spool = Spool.create(
                dir.toFile(), "run", 1, new Origin("payroll", "one"), RingSizes.only(SHIFT), DiskRoom.UNBOUNDED);
        for (int i = 0; i < SUBJECTS; i++) {
            spool.define(new Subject(String.format("%032x", i), null, null));
        }
        for (int i = 0; i < SITES; i++) {
            spool.define(
                    new Site(new TracedField("com.acme.Person", "f" + i, "name"), AccessKind.GETTER, "x", null, false));
        }
        for (int i = 0; i < CONTEXTS; i++) {
            spool.define(new Context(
                    "acme", "amy" + i, null, List.of(), null, null, "legal", "api", null, null, null, null));
        }
        return spool;
    }

    private void put(RingSlot slot, long word) {
        int at = (int) (position & ((1 << SHIFT) - 1)) * Word.LENGTH;
        slot.words().order(ByteOrder.LITTLE_ENDIAN).putLong(at, word | Word.lap(position, SHIFT));
        position++;
    }
}
