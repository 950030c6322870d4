package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The rows of an encrypted block that are under one key, as its zone tells of them.
 *
 * <p><b>Layout.</b> docs/format.md, section 14.
 *
 * @param key id of the key
 * @param index what the rows are about, encrypted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Part(byte[] key, byte[] seed, int rows, byte[] index) {
    public static final int ID_BYTES = 16;

    public String keyId() {
        return HexFormat.of().formatHex(key);
    }

    /** What binds an encrypted text to its place: the ledger's id and the number of the block. */
    public static byte[] place(byte[] ledger, long block) {
        ByteOut place = new ByteOut(24);
        place.bytes(ledger);
        place.u64(block);
        return place.toByteArray();
    }

    static void encode(List<Part> parts, ByteOut out) {
        out.varint(parts.size());
        for (Part part : parts) {
            out.bytes(part.key);
            out.bytes(part.seed);
            out.varint(part.rows);
            out.varint(part.index.length);
            out.bytes(part.index);
        }
    }

    static List<Part> decode(ByteIn in, int rows) throws CorruptLedgerException {
        int count = in.bounded("parts", rows);
        List<Part> parts = new ArrayList<>();
        int left = rows;
        for (int i = 0; i < count; i++) {
            byte[] key = in.bytes(ID_BYTES);
            byte[] seed = in.bytes(ID_BYTES);
            int own = in.bounded("rows of part", left);
            if (own == 0) {
                throw in.corrupt("part without rows: part=" + i);
            }
            left -= own;
            parts.add(new Part(key, seed, own, in.bytes(in.bounded("length of index", Limits.ZONE_BYTES))));
        }
        if (left != 0) {
            throw in.corrupt("rows in no part: count=" + left);
        }
        return parts;
    }
}
