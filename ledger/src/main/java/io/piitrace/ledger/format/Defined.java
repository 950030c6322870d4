package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;

/**
 * Which numbers of the file's dictionary a block defines: of each kind the first one and how many. That the first is told, although a reader could count,
 * keeps the rest of a file readable where a block is missing.
 */
public record Defined(Range strings, Range contexts, Range sites, Range subjects) {
    /** Numbers {@code first} up to but not including {@code first + count}. */
    public record Range(int first, int count) {
        public int end() {
            return first + count;
        }
    }

    void encode(ByteOut out) {
        for (Range range : new Range[] {strings, contexts, sites, subjects}) {
            out.varint(range.first);
            out.varint(range.count);
        }
    }

    static Defined decode(ByteIn in) throws CorruptLedgerException {
        return new Defined(range(in, "texts"), range(in, "contexts"), range(in, "sites"), range(in, "subjects"));
    }

    private static Range range(ByteIn in, String name) throws CorruptLedgerException {
        int first = in.bounded("first of " + name, Limits.FILE_DEFINITIONS);
        return new Range(first, in.bounded(name, Limits.FILE_DEFINITIONS - first));
    }
}
