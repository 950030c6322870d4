package io.piitrace.ledger.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Batch;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.SpoolPosition;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.TracedField;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolReaderTest {
    private static final int SHIFT = 4;
    private static final Origin ORIGIN = new Origin("payroll", "one");
    private static final Context CONTEXT =
            new Context("acme", "amy", null, List.of("a", "b"), null, null, "legal", "api", null, null, null, null);
    private static final Site SITE = new Site(
            new TracedField("com.acme.Person", "ssn", "ssn"), AccessKind.COPY, "com.acme.X.y(X.java:1)", null, true);
    private static final Subject SUBJECT = new Subject("00112233445566778899aabbccddeeff", null, "acme");

    @TempDir
    Path dir;

    private final List<RingHolder> holders = new ArrayList<>();
    private Spool spool;
    private long position;

    @BeforeEach
    void create() throws Exception {
        spool = Spool.create(dir.toFile(), "run", 1, ORIGIN, RingSizes.only(SHIFT), DiskRoom.UNBOUNDED);
    }

    @AfterEach
    void delete() throws Exception {
        spool.delete();
    }

    @Test
    void definitionsComeBack() throws Exception {
        int context = spool.define(CONTEXT);
        int site = spool.define(SITE);
        int subject = spool.define(SUBJECT);
        int unknown = spool.define(new Subject(null, "no-id", null));

        try (SpoolReader reader = reader()) {
            assertThat(reader.origin()).isEqualTo(ORIGIN);
            assertThat(reader.context(context)).isEqualTo(CONTEXT);
            assertThat(reader.site(site)).isEqualTo(SITE);
            assertThat(reader.subject(subject)).isEqualTo(SUBJECT);
            assertThat(reader.subject(unknown)).isEqualTo(new Subject(null, "no-id", null));
        }
    }

    @Test
    void wordsAreReadAcrossManyLapsAndCountedOnce() throws Exception {
        RingSlot slot = slot();
        int context = spool.define(CONTEXT);
        int site = spool.define(SITE);
        int subject = spool.define(SUBJECT);
        try (SpoolReader reader = reader()) {
            put(slot, Word.of(Word.CONTEXT, context));
            put(slot, Word.of(Word.TIME, 5));
            long accesses = 0;
            for (int lap = 0; lap < 10; lap++) {
                for (int i = 0; i < 11; i++) {
                    put(slot, Word.of(site, subject));
                }
                reader.refresh(spool.segments());
                reader.read();
                accesses += reader.accesses();
                assertThat(reader.moveTo(new Batch())).isEqualTo(1);
                spool.sealed(reader);
            }
            assertThat(accesses).isEqualTo(110);
            assertThat(slot.head()).isEqualTo(112).isEqualTo(slot.end());
        }
    }

    @Test
    void countWordIsTakenTogetherWithItsAccess() throws Exception {
        RingSlot slot = slot();
        int context = spool.define(CONTEXT);
        int site = spool.define(SITE);
        int subject = spool.define(SUBJECT);
        put(slot, Word.of(Word.CONTEXT, context));
        put(slot, Word.of(Word.COUNT, 1000));
        try (SpoolReader reader = reader()) {
            reader.read();
            assertThat(reader.accesses()).isZero();
            put(slot, Word.of(site, subject));
            reader.read();
            assertThat(reader.accesses()).isEqualTo(1000);
        }
    }

    @Test
    void whatWasCountedIsReadOnceWhetherItsBlockWasAppendedOrNot() throws Exception {
        RingSlot slot = slot();
        int context = spool.define(CONTEXT);
        int site = spool.define(SITE);
        int subject = spool.define(SUBJECT);
        count(slot, Word.of(site, subject), context, 3);
        SpoolPosition.Key key = new SpoolPosition.Key("run", CountReader.key(slot.index()));
        try (SpoolReader reader = reader()) {
            reader.read();
            assertThat(reader.accesses()).isEqualTo(3);
            reader.moveTo(new Batch());
            count(slot, Word.of(site, subject), context, 4);

            assertThat(accessesFrom(Map.of())).isEqualTo(7); // killed before the block was there
            assertThat(accessesFrom(Map.of(key, new SpoolPosition("run", key.ring(), 1, 0, 0))))
                    .isEqualTo(4); // killed after
            assertThat(reader.isCounted(slot.index())).isFalse();

            spool.sealed(reader);
            reader.read();
            assertThat(reader.accesses()).isEqualTo(4);
            reader.moveTo(new Batch());
            assertThat(accessesFrom(Map.of(key, new SpoolPosition("run", key.ring(), 1, 0, 0))))
                    .isEqualTo(4);
            spool.sealed(reader);
            assertThat(accessesFrom(Map.of(key, new SpoolPosition("run", key.ring(), 2, 0, 0))))
                    .isZero();
            assertThat(reader.isCounted(slot.index())).isTrue();
        }
    }

    @Test
    void cellIsGivenAnotherWordOnlyWhenItIsSealed() throws Exception {
        RingSlot slot = slot();
        int context = spool.define(CONTEXT);
        int site = spool.define(SITE);
        for (int i = 0; i < 3 * CountTable.cells(SHIFT); i++) {
            spool.define(SUBJECT);
        }
        try (SpoolReader reader = reader()) {
            for (int round = 0; round < 3; round++) {
                int counted = 0;
                for (int i = 1; i <= CountTable.cells(SHIFT); i++) {
                    counted += slot.table().add(Word.of(site, round * CountTable.cells(SHIFT) + i), context, 5) ? 1 : 0;
                }
                assertThat(counted).isBetween(CountTable.cells(SHIFT) / 2, CountTable.cells(SHIFT));
                reader.read();
                assertThat(reader.accesses()).isEqualTo(counted);
                reader.moveTo(new Batch());
                spool.sealed(reader);
            }
        }
    }

    @Test
    void spoolThatIsFollowedGivesOutNoRingAndEndsOnceNobodyWritesIt() throws Exception {
        RingSlot slot = slot();
        try (SpoolReader reader = reader()) {
            reader.read();
            assertThat(spool.end(reader)).isFalse();
            assertThatThrownBy(this::slot).isInstanceOf(IOException.class).hasMessage("the spool was followed");

            slot.release();
            assertThat(spool.end(reader)).isTrue();
        }
    }

    private long accessesFrom(Map<SpoolPosition.Key, SpoolPosition> from) throws Exception {
        try (SpoolReader reader = SpoolReader.open(spool.directory(), spool.run(), from)) {
            reader.refresh(-1);
            reader.read();
            return reader.accesses();
        }
    }

    private static void count(RingSlot slot, long word, int context, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(slot.table().add(word, context, 5)).isTrue();
        }
    }

    @Test
    void recordsDoNotReachBeyondASecond() throws Exception {
        RingSlot slot = slot();
        put(slot, Word.of(Word.CONTEXT, spool.define(CONTEXT)));
        long word = Word.of(spool.define(SITE), spool.define(SUBJECT));
        for (long timeMs : new long[] {1_000, 1_999, 2_000}) {
            put(slot, Word.of(Word.TIME, timeMs));
            put(slot, word);
        }
        try (SpoolReader reader = reader()) {
            reader.read();
            assertThat(reader.accesses()).isEqualTo(3);
            assertThat(reader.moveTo(new Batch())).isEqualTo(2);
        }
    }

    @Test
    void wordThatNamesNothingIsLostInTheBlockThatPassesOverIt() throws Exception {
        RingSlot slot = slot();
        put(slot, Word.of(Word.FIRST_SITE, 1));
        try (SpoolReader reader = reader()) {
            reader.read();

            assertThat(reader.accesses()).isZero();
            assertThat(reader.unreadable()).isEqualTo(1);
            Batch batch = new Batch();
            assertThat(reader.moveTo(batch)).isZero();
            assertThat(batch.recordCount()).isEqualTo(1);
            reader.read();
            assertThat(reader.hasRecords()).isFalse();
        }
    }

    @Test
    void cutEntryIsNotThereAndTheNextOneReplacesIt() throws Exception {
        spool.notice(NoticeType.GAP, 1, Map.of("what", "a"));
        long whole = spool.definitionLength();
        try (RandomAccessFile file = new RandomAccessFile(new java.io.File(spool.directory(), "definitions"), "rw")) {
            file.seek(whole);
            file.write(new byte[] {50, 0, 0, 0, 1, 2, 3});
        }
        try (SpoolReader reader = reader()) {
            Batch batch = new Batch();
            reader.read();
            reader.moveTo(batch);
            assertThat(batch.recordCount()).isEqualTo(1);

            spool.notice(NoticeType.GAP, 2, Map.of("what", "b"));
            reader.read();
            reader.moveTo(batch);
            assertThat(batch.recordCount()).isEqualTo(2);
        }
    }

    @Test
    void lossIsNotedOnceWithItsExactCount() throws Exception {
        spool.losses().add(LossReason.RING_FULL, 3, 1000);
        spool.losses().add(LossReason.RING_FULL, 4, 2000);
        try (SpoolReader reader = reader()) {
            spool.noteLosses();
            spool.noteLosses();
            spool.losses().add(LossReason.RING_FULL, 1, 3000);
            spool.noteLosses();
            reader.read();

            assertThat(reader.definitions().nextNote().attributes())
                    .containsEntry("count", "7")
                    .containsEntry("since", "1970-01-01T00:00:01Z")
                    .containsEntry("until", "1970-01-01T00:00:02Z");
            assertThat(reader.definitions().nextNote().attributes()).containsEntry("count", "1");
            assertThat(reader.definitions().nextNote()).isNull();
        }
    }

    @Test
    void ringOfADeadThreadIsRecycledOnceItWasRead() throws Exception {
        RingSlot[] slot = new RingSlot[1];
        Thread thread = new Thread(() -> {
            try {
                slot[0] = slot();
                put(slot[0], Word.of(Word.TIME, 5));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        thread.start();
        thread.join();
        try (SpoolReader reader = reader()) {
            assertThat(slot()).isNotSameAs(slot[0]);
            reader.read();
            assertThat(spool.recycle(reader)).isTrue();
            reader.moveTo(new Batch());
            spool.sealed(reader);
            spool.recycle(reader);
        }
        assertThat(spool.acquire(null, owner -> false)).isSameAs(slot[0]);
    }

    @Test
    void livingSpoolIsNotRecovered() throws Exception {
        assertThat(SpoolRecovery.recover(dir.getParent(), io.piitrace.ledger.Progress.NONE)
                        .spools())
                .isEmpty();
        assertThat(SpoolFiles.lockDead(spool.directory())).isNull();
    }

    private SpoolReader reader() throws Exception {
        SpoolReader reader = SpoolReader.open(spool.directory(), spool.run(), Map.of());
        reader.refresh(spool.segments());
        return reader;
    }

    private RingSlot slot() throws IOException {
        RingHolder holder = owner -> false;
        holders.add(holder);
        RingSlot slot = spool.acquire(Thread.currentThread(), holder);
        assertThat(slot).isNotNull();
        return slot;
    }

    private void put(RingSlot slot, long word) {
        int at = (int) (position & ((1 << SHIFT) - 1)) * Word.LENGTH;
        slot.words().order(ByteOrder.LITTLE_ENDIAN).putLong(at, word | Word.lap(position, SHIFT));
        position++;
    }
}
