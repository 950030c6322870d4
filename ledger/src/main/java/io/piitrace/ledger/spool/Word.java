package io.piitrace.ledger.spool;

/**
 * The unit of a ring: eight bytes that are written and seen at once, so that there is no such thing as half a record.
 *
 * <p><b>Layout.</b>
 *
 * <pre>
 * bit 63      lap: 1 in the first pass through the ring, 0 in the second, and so on; fresh memory reads as not written
 * bits 62-44  number of the site, or one of the codes below
 * bits 43-0   number of the subject, or the payload of the code
 * </pre>
 *
 * Context and time hold until the next word that changes them; nothing holds at the start of a ring or after its owner changed, so an owner begins with both.
 */
public final class Word {
    /** The payload is the number of the context of the words that follow. */
    public static final int CONTEXT = 1;
    /** The payload is the time of the words that follow, milliseconds since the epoch. */
    public static final int TIME = 2;
    /** The payload is how many accesses the next word stands for. */
    public static final int COUNT = 3;
    /** Numbers of sites begin here; what is below and not named above is reserved. */
    public static final int FIRST_SITE = 16;

    public static final int MAX_SITE = (1 << 19) - 1;
    public static final long MAX_PAYLOAD = (1L << 44) - 1;
    public static final int LENGTH = Long.BYTES;

    private static final int SITE_SHIFT = 44;

    private Word() {}

    /** A word without its lap bit: an access, or a control word where {@code site} is a code. */
    public static long of(int site, long payload) {
        return ((long) site << SITE_SHIFT) | payload;
    }

    /** The lap bit of the word at this position of a ring of {@code 1 << ringShift} words. */
    public static long lap(long position, int ringShift) {
        return ~(position >>> ringShift) << 63;
    }

    public static int site(long word) {
        return (int) (word >>> SITE_SHIFT) & MAX_SITE;
    }

    public static long payload(long word) {
        return word & MAX_PAYLOAD;
    }

    /** Whether the word was written in the pass to which the position belongs. */
    static boolean isWritten(long word, long position, int ringShift) {
        return (word ^ lap(position, ringShift)) >= 0;
    }

    /** The word without its lap bit. */
    static long withoutLap(long word) {
        return word & Long.MAX_VALUE;
    }
}
