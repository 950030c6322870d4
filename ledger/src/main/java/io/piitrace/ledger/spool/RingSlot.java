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
 * <p><b>Threading.</b> Owners change under the spool's lock; the owner writes words and reads {@link #head}, the drain reads words and writes {@link #head}.
 */
public final class RingSlot {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int index;
    private final ByteBuffer words;
    private final int shift;
    private final CountTable table;
    private volatile long head;
    private volatile boolean owned;
    private volatile boolean released;
    private volatile boolean revoked;
    private WeakReference<Thread> thread = new WeakReference<>(null);
    private boolean hasThread;
    private WeakReference<Object> holder = new WeakReference<>(null);

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

    /** Asks an owner that does not write now to release it before it writes again. */
    public void revoke() {
        revoked = true;
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

    void own(@Nullable Thread owner, Object heldBy) {
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
