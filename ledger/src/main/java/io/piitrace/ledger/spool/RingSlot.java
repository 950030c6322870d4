package io.piitrace.ledger.spool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A ring of a living spool: its memory, who writes it, and how far it has become ledger.
 *
 * <p><b>Threading.</b> Owners change under the lock of {@link RingOwners}; the owner writes words and reads {@link #head}, the drain reads words and writes {@link #head}.
 */
public final class RingSlot {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A processor shows what it has stored within much less. */
    private static final long REST_NS = 100_000_000;

    private final int index;
    private final ByteBuffer words;
    private final int shift;
    private final CountTable table;
    private volatile long head;
    private volatile boolean owned;
    private volatile boolean released;
    private volatile boolean revoked;
    private long revokedNs;
    private WeakReference<Thread> thread = new WeakReference<>(null);
    private boolean hasThread;
    private WeakReference<RingHolder> holder = new WeakReference<>(null);

    RingSlot(int index, ByteBuffer words, int shift, CountTable table) {
        this.table = table;
        this.index = index;
        this.words = words;
        this.shift = shift;
    }

    /** The memory; its address stays valid as long as this slot is reachable. */
    public ByteBuffer words() {
        return words;
    }

    public int shift() {
        return shift;
    }

    /** Where its owner counts while it is full. */
    public CountTable table() {
        return table;
    }

    /** Every word before this position is in the ledger, and its place may be written again. */
    public long head() {
        return head;
    }

    /** The first position that is not written. For a new owner: nobody else writes then. */
    public long end() {
        long at = head;
        long full = at + (1L << shift);
        while (at < full && isWritten(at)) {
            at++;
        }
        return at;
    }

    /** Whether this position, which is not before the head, is written. */
    boolean isWritten(long position) {
        int at = (int) (position & ((1L << shift) - 1));
        return Word.isWritten((long) LONG.getAcquire(words, at * Word.LENGTH), position, shift);
    }

    /** The owner will not write any more. */
    public void release() {
        released = true;
    }

    /** The owner is asked to release it at its next access. */
    public boolean isRevoked() {
        return revoked;
    }

    /**
     * Asks the owner not to write it any more, and tells whether that is certain by now.
     *
     * <p>Who saw the ring unrevoked may still be about to write. But an owner that waits for something, a while after this was asked first, has written what it was about to, and
     * sees on its way back from there that the ring is revoked.
     */
    boolean isSurelyRevoked() {
        if (!revoked) {
            revoked = true;
            revokedNs = System.nanoTime();
            return false;
        }
        Thread owner = thread.get();
        RingHolder by = holder.get();
        return owner != null && by != null && System.nanoTime() - revokedNs > REST_NS && by.isAtRest(owner);
    }

    void publishHead(long position) {
        head = position;
    }

    int index() {
        return index;
    }

    boolean isOwned() {
        return owned;
    }

    boolean isOwnedBy(Thread candidate) {
        return owned && hasThread && thread.get() == candidate;
    }

    void own(@Nullable Thread owner, RingHolder heldBy) {
        thread = new WeakReference<>(owner);
        hasThread = owner != null;
        holder = new WeakReference<>(heldBy);
        released = false;
        revoked = false;
        owned = true;
    }

    /** Whether nobody can write it any more: released, the thread is dead, or what wrote for it is garbage. */
    boolean isAbandoned() {
        if (!owned || released || holder.refersTo(null)) {
            return true;
        }
        if (!hasThread) {
            return false;
        }
        Thread owner = thread.get();
        return owner == null || !owner.isAlive();
    }

    /** The thread that owns it, where that is known. */
    @Nullable
    Thread owner() {
        return thread.get();
    }

    void free() {
        owned = false;
        thread = new WeakReference<>(null);
        holder = new WeakReference<>(null);
    }
}
