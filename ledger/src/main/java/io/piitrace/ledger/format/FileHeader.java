package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;
import io.piitrace.ledger.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The beginning of every ledger file.
 *
 * <p><b>Layout.</b> docs/format.md, section 5.
 *
 * @param version of the format of the whole file
 * @param ledger id of the ledger, 16 bytes
 * @param file number of the file within the ledger, from 1
 * @param firstBlock number of the first block in it
 * @param firstSeq ordinal of the first record in it
 * @param previousHead head of the block before, 32 bytes; zeros in the first file
 * @param publicKey the signing key in force at its beginning, 32 bytes; zeros in a ledger without signatures
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FileHeader(
        int version,
        byte[] ledger,
        int file,
        long firstBlock,
        long firstSeq,
        long createdMs,
        byte[] previousHead,
        byte[] publicKey,
        Origin origin) {
    /** What is written; all versions up to it are read. */
    public static final int VERSION = 3;

    public static final byte[] MAGIC = "piitrace".getBytes(StandardCharsets.US_ASCII);
    /** Stands for a header that cannot be read. */
    public static final FileHeader UNREADABLE =
            new FileHeader(VERSION, new byte[16], 1, 1, 1, 0, new byte[32], new byte[32], new Origin("", ""));

    /** Up to and including the field that tells the whole length. */
    public static final int PREFIX_BYTES = 16;

    public static final int FIXED_BYTES = 128;
    public static final int MAX_BYTES = FIXED_BYTES + 2 * (2 + Limits.TEXT_BYTES) + 4;

    public String ledgerId() {
        return HexFormat.of().formatHex(ledger);
    }

    public boolean signed() {
        return !Arrays.equals(publicKey, new byte[32]);
    }

    public byte[] encode() {
        byte[] service = Texts.bounded(origin.service()).getBytes(StandardCharsets.UTF_8);
        byte[] instance = Texts.bounded(origin.instance()).getBytes(StandardCharsets.UTF_8);
        ByteOut out = new ByteOut(FIXED_BYTES + 64);
        out.bytes(MAGIC);
        out.u16(version);
        out.u16(0);
        out.u32(FIXED_BYTES + 2 + service.length + 2 + instance.length + 4);
        out.bytes(ledger);
        out.u32(file);
        out.u32(0);
        out.u64(firstBlock);
        out.u64(firstSeq);
        out.u64(createdMs);
        out.bytes(previousHead);
        out.bytes(publicKey);
        out.u16(service.length);
        out.bytes(service);
        out.u16(instance.length);
        out.bytes(instance);
        CRC32C crc = new CRC32C();
        crc.update(out.array(), 0, out.length());
        out.u32((int) crc.getValue());
        return out.toByteArray();
    }

    /** The whole length of the header that begins with these bytes. */
    public static int length(byte[] prefix) throws CorruptLedgerException {
        ByteIn in = new ByteIn("file header", prefix, 0, prefix.length);
        if (!Arrays.equals(in.bytes(MAGIC.length), MAGIC)) {
            throw new CorruptLedgerException("not a ledger: the file does not begin with \"piitrace\"");
        }
        int version = in.u16();
        if (version < 1 || version > VERSION) {
            throw in.corrupt("version unknown: newest=" + VERSION + " found=" + version);
        }
        if (in.u16() != 0) {
            throw in.corrupt("flags unknown");
        }
        int length = in.u32();
        if (length < FIXED_BYTES + 8 || length > MAX_BYTES) {
            throw in.corrupt("length out of bounds: limit=" + MAX_BYTES + " found=" + Integer.toUnsignedString(length));
        }
        return length;
    }

    public static FileHeader decode(byte[] bytes) throws CorruptLedgerException {
        int length = length(Arrays.copyOf(bytes, Math.min(bytes.length, PREFIX_BYTES)));
        ByteIn in = new ByteIn("file header", bytes, 0, bytes.length);
        in.skip(length - 4);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length - 4);
        int found = in.u32();
        if (found != (int) crc.getValue()) {
            throw in.corrupt(String.format("checksum mismatch: expected=%08x found=%08x", crc.getValue(), found));
        }
        int version = new ByteIn("file header", bytes, MAGIC.length, 2).u16();
        return fields(version, new ByteIn("file header", bytes, PREFIX_BYTES, length - PREFIX_BYTES - 4));
    }

    private static FileHeader fields(int version, ByteIn in) throws CorruptLedgerException {
        byte[] ledger = in.bytes(16);
        int file = in.u32();
        if (file < 1 || in.u32() != 0) {
            throw in.corrupt("file number out of bounds: found=" + file);
        }
        long firstBlock = in.u64();
        long firstSeq = in.u64();
        long createdMs = in.u64();
        byte[] previousHead = in.bytes(32);
        byte[] publicKey = in.bytes(32);
        Origin origin = new Origin(in.text(in.u16()), in.text(in.u16()));
        in.end();
        if (firstBlock < 1 || firstSeq < 1) {
            throw in.corrupt("ordinals out of bounds: block=" + firstBlock + " seq=" + firstSeq);
        }
        return new FileHeader(version, ledger, file, firstBlock, firstSeq, createdMs, previousHead, publicKey, origin);
    }
}
