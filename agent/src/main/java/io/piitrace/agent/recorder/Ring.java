package io.piitrace.agent.recorder;

import io.piitrace.agent.context.FrameListener;
import io.piitrace.agent.context.FrameStack;
import io.piitrace.ledger.spool.RingHolder;
import io.piitrace.ledger.spool.RingSlot;
import io.piitrace.ledger.spool.Word;
import java.nio.Buffer;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * The writing end of a ring, in the hands of the one thread (or carrier of virtual threads) that writes it.
 *
 * <p><b>Threading.</b> The owner alone. A virtual thread owns its carrier's ring only as long as it does not block: nothing here does.
 *
 * <p><b>Guarantees.</b> A word is written by one aligned store and only below {@link #limit}, the last known head plus the size of the ring: no word is
 * overwritten before it is in the ledger. Time and context in force are always those last written into this ring.
 */
final class Ring extends AccessorCall implements FrameListener, RingHolder {
    /* The way of an access is plain loads and one plain store, so that the JIT can keep what it has read from one access to the next. What makes that right:
     *
     * - A word is 8 aligned bytes, seen whole or not at all. Words need no order among each other: the drain stops at the first that it does not see.
     * - What a word names was defined before. By this thread: a full fence lies between (arm). By another one: the number was found in a table, into which it was
     *   released after it had been defined, and the store of the word depends on what was found.
     * - "end" is the only field that others write, and they write 0: the clock (the time has changed) and, for a virtual thread that has gone to another carrier, the thread (its
     *   context has). It is lost if the owner sets it at that moment; so the owner looks once more after it has (arm) whether the clock shows the same and has the ring in its list still, and a thread that comes back has
     *   to enter again. If it is set needlessly, one access goes the long way. The JIT may keep "end" in a register while a loop does nothing that is not inlined, so a
     *   change of time may be seen as many accesses late as there is room. */

    private static final Unsafe U = Unsafe.getUnsafe();
    private static final long BUFFER_ADDRESS = U.objectFieldOffset(Buffer.class, "address");
    private static final long END = U.objectFieldOffset(Ring.class, "end");
    private static final long THREAD_LOCALS = U.objectFieldOffset(Thread.class, "threadLocals");
    private static final Object NOBODYS = new Object();
    /** No address: {@link #end} while words are counted. */
    private static final long COUNTING = 1;

    private static final int PAGE_LENGTH = 4096;

    final Dictionary dictionary;
    final VariantCache variants = new VariantCache();
    private final IdKey key = new IdKey();
    private final SubjectsOfObjects subjects;

    /** Address of the next word; from {@link #end} on there is no room, a new pass begins, or time or context have to be written first. */
    private long next;

    private long end;
    /** The lap bit of this pass. */
    private long lap;

    /** The thread-locals of the thread whose time and context are in force, which it may lose: then it has another context, too. */
    private Object locals = NOBODYS;

    private long[] numbers;
    /** Of the tenant of the context in force. */
    private long numberTag;

    /** In the list of the clock, see there. */
    volatile boolean listed;

    @Nullable
    Ring listedAfter;

    private @Nullable RingSlot slot;
    private long base;
    private int shift;
    /** Where the pass through the ring began. */
    private long passStart;

    private long limit;
    private long timeMs;
    private int context;
    private int contextTenant;
    /** Time and context that the last words of their kind have put into force. */
    private long writtenTimeMs = -1;

    private int writtenContext;
    private boolean counting;
    /** The head of the ring from which on words are written again, while they are counted. */
    private long resumeAt;

    private boolean losing;

    Ring(Dictionary dictionary) {
        super(dictionary.rows());
        this.dictionary = dictionary;
        subjects = new SubjectsOfObjects(dictionary);
        this.numbers = dictionary.numbers();
    }

    /** Takes possession of a slot and goes on where its last owner ended. */
    void bind(RingSlot to) {
        slot = to;
        base = U.getLong(to.words(), BUFFER_ADDRESS);
        shift = to.shift();
        for (long at = base; at < base + (Word.LENGTH << shift); at += PAGE_LENGTH) {
            U.putByteVolatile(
                    null, at, U.getByteVolatile(null, at)); // the page fault now, and not in the middle of an access
        }
        long position = to.end();
        long mask = (1L << shift) - 1;
        passStart = position & ~mask;
        lap = Word.lap(position, shift);
        next = base + (position & mask) * Word.LENGTH;
        end = 0;
        limit = position;
        writtenTimeMs = -1;
        writtenContext = 0;
        counting = false;
        losing = false;
    }

    /** What it writes into; null once it was given back. */
    @Nullable
    RingSlot slot() {
        return slot;
    }

    /** Gives the slot back; no word is written through this ring any more. */
    void release() {
        RingSlot was = slot;
        if (was != null) {
            slot = null;
            end = 0;
            was.release();
        }
    }

    /** Takes over what an accessor call in progress has left in the ring before. */
    void adopt(Ring before) {
        locals = before.locals;
        adoptCall(before);
    }

    /** Whether another ring has to be taken before the next word. */
    boolean isStale(Dictionary now) {
        RingSlot in = slot;
        return dictionary != now || in == null || in.isRevoked();
    }

    /**
     * A ring is armed only after {@link #isStale} was asked, and nobody waits in between: who waits now will not arm it any more. A word that it was about to let through before it was disarmed is
     * there once its owner waits again.
     */
    @Override
    public boolean isAtRest(Thread owner) {
        return Carriers.isWaiting(owner) && U.getLongVolatile(this, END) == 0 && Carriers.isWaiting(owner);
    }

    /** From now on this thread writes, the current one. If another virtual thread on the same carrier did, that one's accessor call is over or goes on elsewhere. */
    void enter(Thread by, FrameStack stack) {
        Object its = U.getReference(by, THREAD_LOCALS);
        if (its != locals) {
            disarm();
            called();
            locals = its == null ? NOBODYS : its;
        }
        FrameListener before = stack.listener();
        if (before != this) {
            if (before instanceof Ring ring) {
                ring.leave(locals);
            }
            stack.listen(this);
        }
    }

    /** A thread has gone to another ring: what comes into force for it is not said here any more. */
    private void leave(Object its) {
        if (its == locals) {
            locals = NOBODYS;
        }
    }

    boolean isOf(Thread candidate) {
        return U.getReference(candidate, THREAD_LOCALS) == locals;
    }

    @Override
    public void frameChanged() {
        U.putLongOpaque(this, END, 0);
    }

    /** The time has changed, or the ring must not be written for another reason before its owner has looked. */
    void disarm() {
        U.putLongOpaque(this, END, 0);
    }

    /** Writes the word of an access if it is a usual one: a place that is known, an id that is a number and defined, time and context in force. */
    boolean write(Object owner, int site) {
        Row row = row(site);
        if (row == null || row.type != owner.getClass() || row.site != site) {
            return false;
        }
        long id;
        if (row.direct == FieldPath.DIRECT_LONG) {
            id = U.getLong(owner, row.offset);
        } else if (row.direct == FieldPath.DIRECT_REFERENCE
                && U.getReference(owner, row.offset) instanceof Long number) {
            id = number;
        } else {
            return false;
        }
        long subject = SubjectTable.findNumber(numbers, numberTag, id);
        return subject != 0 && put(row.word | subject);
    }

    /** The same for an id of any kind, and counts where there is no room. */
    boolean writeAny(Object owner, int site) {
        Row row = row(site);
        if (row == null || row.type != owner.getClass() || row.site != site) {
            return false;
        }
        long subject = findSubject(owner, row);
        return subject != 0 && take(row.word | subject);
    }

    private long findSubject(Object owner, Row row) {
        if (row.direct == FieldPath.DIRECT_LONG) {
            return SubjectTable.findNumber(numbers, numberTag, U.getLong(owner, row.offset));
        }
        if (row.direct == FieldPath.DIRECT_INT) {
            return SubjectTable.findNumber(numbers, numberTag, U.getInt(owner, row.offset));
        }
        key.object(U.getReference(owner, row.offset));
        return dictionary.subject(contextTenant, key);
    }

    /** The word of an access at any place, 0 if something is not defined; {@code variant} is the key of the site's variant. */
    long word(Object owner, long variant, Shape shape) {
        int site = variants.find(variant);
        int subject = site == 0 ? 0 : subjects.find(owner, shape, contextTenant);
        return subject == 0 ? 0 : Word.of(site, subject);
    }

    /** Writes a word, or counts it if that is what is done at present. */
    boolean take(long word) {
        return word != 0 && (put(word) || (end == COUNTING && count(word)));
    }

    /** Whether words are counted at present. */
    boolean isCounting() {
        return end == COUNTING;
    }

    /** Counts a word that there is no room for. False if there is no cell for it either, or if there is room again: to write is several times as fast. */
    private boolean count(long word) {
        RingSlot in = slot;
        if (in != null && in.head() >= resumeAt) {
            disarm();
            return false;
        }
        return in != null && in.table().add(word, context, timeMs);
    }

    /** How the variant of a site is called here whose place is inferred once in every context. */
    long inferredKey(int site, Shape shape) {
        return VariantCache.inferredKey(site, shape.id(), context);
    }

    private boolean put(long word) {
        long at = next;
        if (at >= end) {
            return false;
        }
        U.putLong(null, at, word | lap);
        next = at + Word.LENGTH;
        return true;
    }

    /**
     * Whether there is room for some words; looks how far the drain came.
     *
     * @return {@link Room}
     */
    Room room(int words) {
        RingSlot in = slot;
        if (in == null) {
            return Room.NONE;
        }
        long head = in.head();
        long position = passStart + (next - base) / Word.LENGTH;
        long half = head + (1L << (shift - 1));
        if (position + words <= half) {
            limit = half;
            return Room.ENOUGH;
        }
        long full = head + (1L << shift);
        // Who counts goes on for a while, so that the drain is not chased by a writer that gets room word by word.
        long needed = counting ? 1L << (shift - 2) : words;
        if (position + needed <= full) {
            limit = full;
            return Room.GETTING_SHORT;
        }
        resumeAt = position + (1L << (shift - 2)) - (1L << shift);
        return losing ? Room.NONE : Room.WAIT;
    }

    /** Lets words through up to the limit. */
    private void open() {
        if (next == base + (Word.LENGTH << shift)) {
            next = base;
            passStart += 1L << shift;
            lap = Word.lap(passStart, shift);
        }
        end = base + Math.min(limit - passStart, 1L << shift) * Word.LENGTH;
    }

    /** Waiting for room took too long: until there is room again, accesses are lost without waiting. */
    void lose() {
        losing = true;
    }

    /** What holds for the next words. */
    void prepare(long time, int contextId, int tenant) {
        rows = dictionary.rows();
        numbers = dictionary.numbers();
        timeMs = Math.max(0, time) & Word.MAX_PAYLOAD;
        context = contextId;
        contextTenant = tenant;
        numberTag = SubjectTable.numberTag(tenant);
    }

    /**
     * Lets words through, as far as there is room; there has to be room for two that put time and context into force.
     *
     * @return false if the time has changed meanwhile, or the clock will not disarm it when it does
     */
    boolean arm(Clock timer, long now) {
        losing = false;
        counting = false;
        open();
        if (timeMs != writtenTimeMs) {
            putControl(Word.of(Word.TIME, timeMs));
            writtenTimeMs = timeMs;
        }
        if (context != writtenContext) {
            putControl(Word.of(Word.CONTEXT, context));
            writtenContext = context;
        }
        open();
        U.fullFence(); // before what the clock shows is read, and after everything that was defined
        return timer.now() == now && listed;
    }

    /** The same when there is no room: words are counted until the time or the context changes. */
    boolean armToCount(Clock timer, long now) {
        counting = true;
        end = COUNTING;
        U.fullFence(); // as above
        return timer.now() == now && listed;
    }

    private void putControl(long word) {
        while (!put(word)) {
            open(); // a new pass begins, or somebody disarmed the ring just now
        }
    }
}
