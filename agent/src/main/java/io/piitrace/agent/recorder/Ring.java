package io.piitrace.agent.recorder;

import io.piitrace.agent.context.Frame;
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
 * <p><b>Guarantees.</b> A word is written by one aligned release store and only below {@link #limit}, the last known head plus the size of the ring: no word is
 * overwritten before it is in the ledger. Time and context in force are always those last written into this ring.
 */
final class Ring {
    /* Release store and acquire load of a word are the only synchronisation with the drain on the way of an access; head is read when the limit was reached and once a
     * millisecond. The clock is read opaque: a thread that stays in one loop must see it change. */

    private static final Unsafe U = Unsafe.getUnsafe();
    private static final long BUFFER_ADDRESS = U.objectFieldOffset(Buffer.class, "address");
    private static final int PAGE_LENGTH = 4096;

    final Dictionary dictionary;
    final VariantCache variants = new VariantCache();
    private final IdKey key = new IdKey();

    private @Nullable RingSlot slot;
    private long base;
    private int shift;
    private long mask;
    private long position;
    private long limit;
    private long clock;
    private long timeMs = -1;
    private @Nullable Frame frame;
    private int context;
    private int contextTenant;
    private boolean losing;

    private @Nullable Object receiver;
    private int callSite;

    private @Nullable String lastTenant;
    private int lastTenantNumber;

    Ring(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** Takes possession of a slot and goes on where its last owner ended. */
    void bind(RingSlot to) {
        slot = to;
        base = U.getLong(to.words(), BUFFER_ADDRESS);
        shift = to.shift();
        mask = (1L << shift) - 1;
        for (long at = base; at < base + (Word.LENGTH << shift); at += PAGE_LENGTH) {
            U.putByteVolatile(
                    null, at, U.getByteVolatile(null, at)); // the page fault now, and not in the middle of an access
        }
        position = to.end();
        limit = position;
    }

    /** Gives the slot back; no word is written through this ring any more. */
    void release() {
        RingSlot was = slot;
        if (was != null) {
            slot = null;
            limit = 0;
            was.release();
        }
    }

    /** Takes over what an accessor call in progress has left in the ring before. */
    void adopt(Ring before) {
        receiver = before.receiver;
        callSite = before.callSite;
    }

    /** Whether another ring has to be taken before the next word. */
    boolean isStale(Dictionary now) {
        RingSlot in = slot;
        return dictionary != now || in == null || in.isRevoked();
    }

    /** Remembers that an accessor is called on this object from the place of this site; null forgets it. */
    void call(@Nullable Object on, int site) {
        receiver = on;
        callSite = site;
    }

    /**
     * Writes the word of an access if everything that it needs is defined and in force.
     *
     * @param placing how the place of this site is found, see {@link Placing}
     */
    boolean write(Object owner, int site, byte placing, Shape shape, Frame in, long now) {
        if (now != clock || in != frame) {
            return false;
        }
        int variant = variants.find(variantKey(owner, site, placing, shape));
        if (variant == 0) {
            return false;
        }
        int subject = findSubject(owner, shape);
        if (subject == 0) {
            return false;
        }
        long at = position;
        if (at >= limit) {
            return false;
        }
        U.putLongRelease(null, base + ((at & mask) << 3), Word.of(variant, subject) | Word.lap(at, shift));
        position = at + 1;
        return true;
    }

    long variantKey(Object owner, int site, byte placing, Shape shape) {
        if (placing == Placing.CALLER) {
            return receiver == owner
                    ? VariantCache.key(site, shape.id(), callSite)
                    : VariantCache.inferredKey(site, shape.id(), context);
        }
        return switch (placing) {
            case Placing.OWN -> VariantCache.key(site, shape.id(), 0);
            case Placing.ROUTE -> VariantCache.inferredKey(site, shape.id(), context);
            default -> 0;
        };
    }

    /** The call site of the accessor that is reading this object, 0 if it is not known. */
    int callSite(Object owner) {
        return receiver == owner ? callSite : 0;
    }

    private int findSubject(Object owner, Shape shape) {
        int tenant = contextTenant;
        FieldPath path = shape.subject();
        if (path != null && path.isLong() && shape.tenant() == null) {
            return dictionary.subject(tenant, path.readLong(owner));
        }
        if (shape.tenant() != null) {
            shape.tenant().read(owner, key);
            if (key.kind == IdKey.UNRESOLVED) {
                return 0;
            }
            if (key.kind != IdKey.UNKNOWN) {
                tenant = dataTenant();
                if (tenant == 0) {
                    return 0;
                }
            }
        }
        readId(owner, shape);
        return key.kind == IdKey.UNRESOLVED ? 0 : dictionary.subject(tenant, key);
    }

    /** The number of the tenant in the key, 0 if it has none yet. */
    private int dataTenant() {
        String name = key.asText();
        if (!name.equals(lastTenant)) {
            int number = dictionary.dataTenant(name);
            if (number == 0) {
                return 0;
            }
            lastTenant = name;
            lastTenantNumber = number;
        }
        return lastTenantNumber;
    }

    private void readId(Object owner, Shape shape) {
        FieldPath path = shape.subject();
        if (path == null) {
            key.unknown(UnknownSubject.NO_SUBJECT_DECLARED);
        } else {
            path.read(owner, key);
        }
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
        long half = head + (1L << (shift - 1));
        if (position + words <= half) {
            limit = half;
            losing = false;
            return Room.ENOUGH;
        }
        limit = head + (1L << shift);
        if (position + words <= limit) {
            losing = false;
            return Room.GETTING_SHORT;
        }
        return losing ? Room.NONE : Room.WAIT;
    }

    /** Waiting for room took too long: until there is room again, accesses are lost without waiting. */
    void lose() {
        losing = true;
    }

    /** Puts time and context into force; there has to be room for two words. */
    void advance(long now, long time, Frame to, int contextId, int tenant) {
        if (time != timeMs) {
            put(Word.of(Word.TIME, Math.max(0, time) & Word.MAX_PAYLOAD));
            timeMs = time;
        }
        clock = now;
        if (contextId != context) {
            put(Word.of(Word.CONTEXT, contextId));
            context = contextId;
        }
        frame = to;
        contextTenant = tenant;
    }

    private void put(long word) {
        long at = position;
        U.putLongRelease(null, base + ((at & mask) << 3), word | Word.lap(at, shift));
        position = at + 1;
    }

    /** How much room there is. */
    enum Room {
        ENOUGH,
        /** Enough, but the drain should hurry. */
        GETTING_SHORT,
        WAIT,
        /** And waiting is not allowed. */
        NONE
    }
}
