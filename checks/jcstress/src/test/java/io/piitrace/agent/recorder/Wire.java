package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.Rules;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Batch;
import io.piitrace.ledger.BatchRows;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.TracedField;
import io.piitrace.ledger.seal.SubjectKey;
import io.piitrace.ledger.spool.RingSlot;
import io.piitrace.ledger.spool.RingSizes;
import io.piitrace.ledger.spool.Spool;
import io.piitrace.ledger.spool.SpoolReader;
import io.piitrace.ledger.spool.Word;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A spool with tiny rings, who writes it and who reads it, without threads of their own: one actor of a test is the owner of rings, the other is the drain.
 *
 * <p>One for all states of a JVM, as there is one in a JVM that is traced. A state knows what it wrote by its subject, of which nobody else writes; the context of an access follows
 * from the subject, too.
 */
final class Wire {
    /** Rings of eight words: they are full all the time. */
    private static final int SHIFT = 3;

    private static final int SUBJECTS = 1 << 15;
    private static final int MAX_SUBJECTS = 1 << 20;
    private static final int MAX_SEGMENTS = 32;
    private static final int WORDS_OF_ONE_ACCESS = 3;

    final Spool spool;
    private final SpoolReader reader;
    private final Dictionary dictionary;
    private final Clock clock = new Clock(() -> {});
    private final Batch batch = new Batch();
    private final int site;
    private final int[] contexts = new int[2];
    private final long[] read = new long[MAX_SUBJECTS];
    private final boolean[] astray = new boolean[MAX_SUBJECTS];
    private final AtomicInteger next = new AtomicInteger();
    private Ring ring;
    private long time;

    Wire() {
        try {
            Path dir = Files.createTempDirectory("jcstress");
            spool = Spool.create(dir.toFile(), "run", 1, new Origin("jcstress", "one"), RingSizes.only(SHIFT), DiskRoom.UNBOUNDED);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(dir.toFile())));
            reader = SpoolReader.open(spool.directory(), "run", Map.of());
            SubjectKey key = SubjectKey.inOrCreate(dir.resolve("key").toFile());
            Catalog catalog = new Catalog(new Rules(Map.of(), Map.of(), Map.of(), Map.of()));
            dictionary = new Dictionary(spool, RecorderOptions.of("", key, context -> context, 0), catalog);
            site = spool.define(new Site(
                    new TracedField("com.acme.Person", "ssn", "ssn"), AccessKind.GETTER, "com.acme.X.y", null, false));
            for (int i = 0; i < contexts.length; i++) {
                contexts[i] = spool.define(new Context(
                        null, "p" + i, null, List.of(), null, null, "legal", "api", null, null, null, null));
            }
            for (int i = 0; i < SUBJECTS; i++) {
                spool.define(new Subject(String.format("%08x", i), null, null));
            }
            ring = attach();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A subject of which nobody has written for long. */
    int subject() {
        int subject = 1 + (next.getAndIncrement() & (SUBJECTS - 1));
        forget(subject);
        return subject;
    }

    private synchronized void forget(int subject) {
        read[subject] = 0;
        astray[subject] = false;
    }

    /** Defines a new subject; 0 if there are enough. */
    int define() {
        try {
            return spool.subjects() + 1 < MAX_SUBJECTS && spool.definitionLength() < 32 << 20
                    ? spool.define(new Subject("ff", null, null))
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the recorder does it. True if the access is in the ring, or in the table where that is full. */
    boolean record(int subject) {
        Room room = ring.room(WORDS_OF_ONE_ACCESS);
        return take(subject, room == Room.ENOUGH || room == Room.GETTING_SHORT);
    }

    /** As if there were no room in the ring. */
    boolean count(int subject) {
        return take(subject, false);
    }

    private boolean take(int subject, boolean hasRoom) {
        long now = clock.now();
        clock.use(ring);
        ring.prepare(++time, contexts[subject & 1], 2);
        boolean armed = hasRoom ? ring.arm(clock, now) : ring.armToCount(clock, now);
        return armed && ring.take(Word.of(site, subject));
    }

    /** The thread of now ends, and another one takes a ring: a recycled one, where there is one. */
    boolean change() {
        ring.release();
        if (spool.segments() >= MAX_SEGMENTS) {
            return false;
        }
        try {
            ring = attach();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ring attach() throws IOException {
        Ring fresh = new Ring(dictionary);
        RingSlot slot = spool.acquire(null, fresh);
        if (slot == null) {
            throw new IOException("no ring");
        }
        fresh.bind(slot);
        return fresh;
    }

    /** The writing end of a ring of somebody else's. */
    Ring ring(RingSlot of) {
        Ring fresh = new Ring(dictionary);
        fresh.bind(of);
        return fresh;
    }

    /** One turn of the drain, without a ledger. */
    synchronized void drain() {
        try {
            reader.refresh(spool.segments());
            reader.read();
            if (reader.hasRecords()) {
                batch.clear();
                reader.moveTo(batch);
                BatchRows.each(batch, this::take);
            }
            spool.sealed(reader);
            spool.recycle(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(int context, int subject, long count) {
        read[subject] += count;
        astray[subject] |= context != contexts[subject & 1];
    }

    /** How many accesses of a subject have been read in all. To be asked when nobody writes. */
    synchronized long read(int subject) {
        drain();
        return read[subject];
    }

    /** Whether one of them was read under another context than it was written. */
    synchronized boolean isAstray(int subject) {
        return astray[subject];
    }

    private static void delete(File file) {
        File[] inside = file.listFiles();
        if (inside != null) {
            for (File one : inside) {
                delete(one);
            }
        }
        file.delete();
    }
}
