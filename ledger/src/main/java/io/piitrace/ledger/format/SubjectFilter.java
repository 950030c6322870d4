package io.piitrace.ledger.format;

/**
 * Says of a pseudonym that a block certainly does not hold it, or that it may: a Bloom filter with a byte and five bits for each subject. About two in a
 * hundred answers are a needless maybe; about one in five where the filter is halved.
 *
 * <p><b>Layout.</b> docs/format.md, section 7.
 */
public final class SubjectFilter {
    private static final int PROBES = 5;

    private final byte[] bits;

    public SubjectFilter(byte[] bits) {
        this.bits = bits;
    }

    /**
     * An empty filter.
     *
     * @param subjects for how many
     * @param content length of what need not be read where the filter says no, bytes: a filter that is longer than that is halved
     */
    public static SubjectFilter sized(int subjects, int content) {
        return new SubjectFilter(new byte[subjects > content ? (subjects + 1) / 2 : subjects]);
    }

    public byte[] bits() {
        return bits;
    }

    /** Adds the subject of this {@link #hash}. */
    public void add(long hash) {
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            bits[bit >>> 3] |= (byte) (1 << (bit & 7));
        }
    }

    public boolean mayHold(String pseudonym) {
        if (bits.length == 0) {
            return false;
        }
        long hash = hash(pseudonym);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            if ((bits[bit >>> 3] & (1 << (bit & 7))) == 0) {
                return false;
            }
        }
        return true;
    }

    /* Probe i is bit ((low + i * high) mod 2^32) * bits / 2^32, low and high the halves of the hash. */
    private int bit(long hash, int probe) {
        long mixed = (hash + (probe * ((hash >>> 32) | 1))) & 0xFFFF_FFFFL;
        return (int) ((mixed * ((long) bits.length * 8)) >>> 32);
    }

    /** A pseudonym is random already: its first eight bytes, low first, are the hash. Any other text is mixed. The lowest bit is always set. */
    public static long hash(String pseudonym) {
        byte[] random = Pseudonyms.bytes(pseudonym);
        if (random != null) {
            return ByteIn.u64(random, 0) | 1;
        }
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < pseudonym.length(); i++) {
            hash = (hash ^ pseudonym.charAt(i)) * 0x100000001b3L;
        }
        return hash | 1;
    }
}
