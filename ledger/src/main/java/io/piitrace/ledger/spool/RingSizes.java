package io.piitrace.ledger.spool;

import java.util.List;

/**
 * How large rings are. Every thread begins with a ring of the first size and gets one of the next when it needs it, so that ten thousand threads that read now and then take no
 * more memory than a few that read all the time.
 *
 * @param sizes ascending
 */
public record RingSizes(List<Size> sizes) {
    /** Rings of as many threads as Linux allows by default. */
    private static final int MOST_THREADS = 1 << 15;

    /**
     * Rings of {@code 1 << shift} words.
     *
     * @param perSegment how many are made at once
     * @param most how many there may be in one spool
     */
    public record Size(int shift, int perSegment, int most) {}

    /**
     * The usual sizes, in words: 1,024 for who reads less than 512 times in a second; 32,768 for who reads more; 131,072 for who is faster than the drain, which only as many can be as
     * there are processors.
     */
    public static RingSizes of(int processors) {
        return new RingSizes(List.of(
                new Size(10, 32, MOST_THREADS), new Size(15, 4, 2048), new Size(17, 1, Math.min(64, processors))));
    }

    /** Rings of one size. */
    public static RingSizes only(int shift) {
        return new RingSizes(List.of(new Size(shift, 8, 4096)));
    }
}
