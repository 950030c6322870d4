package io.piitrace.ledger;

import java.io.IOException;

/**
 * Room on the disk. Whoever makes a file longer takes the bytes before and says when they are written.
 *
 * <p><b>Threading.</b> Any thread.
 */
public interface DiskRoom {
    /** As much as the file system has. */
    DiskRoom UNBOUNDED = new DiskRoom() {
        @Override
        public void take(long bytes) {}

        @Override
        public void written(long bytes) {}
    };

    /**
     * Takes so many bytes. Never waits.
     *
     * @throws NoRoomException where there are no more
     */
    void take(long bytes) throws IOException;

    /**
     * Waits a moment for room that was refused.
     *
     * @param sinceNs since when somebody has wanted it, as {@link System#nanoTime} says
     * @return whether it makes sense to try again; else waiting would take too long
     */
    default boolean awaitRoom(long sinceNs) {
        return false;
    }

    /** Whether so many bytes can be taken at once for what is only convenient, without taking them from what is needed. */
    default boolean hasSpare(long bytes) {
        return true;
    }

    /** The same for what says what happened and what was lost: as long as there is any room. */
    default DiskRoom forNotices() {
        return this;
    }

    /** The same, which gives where there is no more, too: for what has to be written before anything can be deleted. */
    default DiskRoom anyway() {
        return this;
    }

    /** What was taken is in its file now, or will not come. */
    void written(long bytes);
}
