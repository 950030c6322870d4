package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The beginning of every block.
 *
 * <p><b>Layout.</b> docs/format.md, section 6.
 *
 * @param bodyLength bytes of the body, which follows the header: first the zone, then the payload
 * @param type {@link #RECORDS} or {@link #CHECKPOINT}
 * @param encrypted whether its rows and definitions are encrypted
 * @param zoneCrc CRC-32C of the zone
 * @param payloadCrc CRC-32C of the rest of the body
 * @param number of the block within the ledger, from 1
 * @param head what links the block to the one before, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BlockHeader(
        int bodyLength,
        int type,
        boolean encrypted,
        int zoneLength,
        int zoneCrc,
        int payloadCrc,
        long number,
        byte[] head) {
    public static final int MAGIC = 0x4B4C4250; // "PBLK" in the file
    public static final int RECORDS = 1;
    public static final int CHECKPOINT = 2;
    private static final int ENCRYPTED = 1;

    /** Stands for a block that is not there. */
    public static final BlockHeader NONE = new BlockHeader(0, 0, false, 0, 0, 0, 0, new byte[32]);

    /** How many of its bytes the head covers. */
    public static final int CHAINED_BYTES = 32;

    public static final int NUMBER_OFFSET = 24;
    public static final int HEAD_OFFSET = 32;
    public static final int CRC_OFFSET = 64;
    public static final int BYTES = 68;

    /** The bytes that the head covers; head and checksum are put behind them by {@link #finish}. */
    public static byte[] begin(
            int bodyLength, int type, boolean encrypted, int zoneLength, int zoneCrc, int payloadCrc, long number) {
        ByteOut out = new ByteOut(BYTES);
        out.u32(MAGIC);
        out.u32(bodyLength);
        out.u8(type);
        out.u8(encrypted ? ENCRYPTED : 0);
        out.u16(0);
        out.u32(zoneLength);
        out.u32(zoneCrc);
        out.u32(payloadCrc);
        out.u64(number);
        return Arrays.copyOf(out.array(), BYTES);
    }

    public static void finish(byte[] header, byte[] head) {
        System.arraycopy(head, 0, header, HEAD_OFFSET, head.length);
        ByteOut crc = new ByteOut(4);
        crc.u32(crc(header, 0, CRC_OFFSET));
        System.arraycopy(crc.array(), 0, header, CRC_OFFSET, 4);
    }

    public static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Whether a block header that nobody altered stands here. */
    public static boolean at(byte[] bytes, int offset) {
        return ByteIn.u32(bytes, offset) == MAGIC
                && ByteIn.u32(bytes, offset + CRC_OFFSET) == crc(bytes, offset, CRC_OFFSET);
    }

    public static BlockHeader decode(byte[] bytes, int offset) throws CorruptLedgerException {
        ByteIn in = new ByteIn("block header", bytes, offset, BYTES);
        if (in.u32() != MAGIC) {
            throw in.corrupt("no block begins here");
        }
        int crc = crc(bytes, offset, CRC_OFFSET);
        int found = ByteIn.u32(bytes, offset + CRC_OFFSET);
        if (crc != found) {
            throw in.corrupt(String.format("checksum mismatch: expected=%08x found=%08x", crc, found));
        }
        int bodyLength = in.u32();
        int type = in.u8();
        int flags = in.u8();
        boolean known = type == RECORDS ? flags <= ENCRYPTED : type == CHECKPOINT && flags == 0;
        if (!known || in.u16() != 0) {
            throw in.corrupt("type or flags unknown: type=" + type + " flags=" + flags);
        }
        int zoneLength = in.u32();
        if (bodyLength < 0 || bodyLength > Limits.BODY_BYTES) {
            throw in.corrupt("length out of bounds: limit=" + Limits.BODY_BYTES + " found="
                    + Integer.toUnsignedString(bodyLength));
        }
        if (zoneLength < 0 || zoneLength > Math.min(bodyLength, Limits.ZONE_BYTES)) {
            throw in.corrupt(
                    "zone length out of bounds: body=" + bodyLength + " found=" + Integer.toUnsignedString(zoneLength));
        }
        return new BlockHeader(
                bodyLength, type, flags == ENCRYPTED, zoneLength, in.u32(), in.u32(), in.u64(), in.bytes(32));
    }
}
