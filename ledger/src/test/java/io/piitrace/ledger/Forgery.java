package io.piitrace.ledger;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteIn;
import io.piitrace.ledger.format.ByteOut;
import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.format.Notices;
import io.piitrace.ledger.format.SectionIn;
import io.piitrace.ledger.format.SectionOut;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.Chain;
import io.piitrace.ledger.seal.Checkpoint;
import io.piitrace.ledger.seal.SigningKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody can do to the bytes of a ledger file who knows the format, with or without a key. */
final class Forgery {
    private Forgery() {}

    /** Start, end and number of every block. */
    static List<long[]> blocks(byte[] bytes) throws IOException {
        List<long[]> blocks = new ArrayList<>();
        int at = FileHeader.length(Arrays.copyOf(bytes, FileHeader.PREFIX_BYTES));
        while (at < bytes.length) {
            BlockHeader header = BlockHeader.decode(bytes, at);
            int end = at + BlockHeader.BYTES + header.bodyLength();
            blocks.add(new long[] {at, end, header.number()});
            at = end;
        }
        return blocks;
    }

    static long blockAt(List<long[]> blocks, int offset) {
        return blocks.stream()
                .filter(block -> offset >= block[0] && offset < block[1])
                .mapToLong(block -> block[2])
                .findFirst()
                .orElse(0);
    }

    static boolean blockEndsAt(List<long[]> blocks, int offset) {
        return blocks.stream().anyMatch(block -> block[0] == offset || block[1] == offset);
    }

    /** The header and these blocks, counted from 0. */
    static byte[] join(byte[] bytes, List<long[]> blocks, int... which) {
        byte[][] parts = new byte[which.length + 1][];
        parts[0] = Arrays.copyOf(bytes, (int) blocks.get(0)[0]);
        for (int i = 0; i < which.length; i++) {
            long[] block = blocks.get(which[i]);
            parts[i + 1] = Arrays.copyOfRange(bytes, (int) block[0], (int) block[1]);
        }
        return concat(parts);
    }

    /** Numbers, heads and checksums as they would be if nothing were missing: all that can be done without a key. */
    static void rechain(byte[] bytes) throws IOException {
        System.arraycopy(rewrite(bytes, null, 1), 0, bytes, 0, bytes.length);
    }

    static byte[] rewrite(byte[] bytes, @Nullable SigningKey key) throws IOException {
        return rewrite(bytes, key, 1);
    }

    /** The same, and every checkpoint from this block on stated and signed anew by this key. */
    static byte[] rewrite(byte[] bytes, @Nullable SigningKey key, long from) throws IOException {
        ByteOut out = new ByteOut(bytes.length);
        Chain chain = new Chain();
        int at = FileHeader.length(Arrays.copyOf(bytes, FileHeader.PREFIX_BYTES));
        out.bytes(bytes, 0, at);
        byte[] head = chain.header(Arrays.copyOf(bytes, at));
        long number = 1;
        while (at < bytes.length) {
            BlockHeader block = BlockHeader.decode(bytes, at);
            int end = at + BlockHeader.BYTES + block.bodyLength();
            byte[] body = Arrays.copyOfRange(bytes, at + BlockHeader.BYTES, end);
            boolean resigned = key != null && number >= from && block.type() == BlockHeader.CHECKPOINT;
            if (resigned) {
                body = signed(body, block, number, head, key);
            }
            int zone = resigned ? zoneLength(body) : block.zoneLength();
            byte[] header = BlockHeader.begin(
                    body.length,
                    block.type(),
                    block.encrypted(),
                    zone,
                    BlockHeader.crc(body, 0, zone),
                    BlockHeader.crc(body, zone, body.length - zone),
                    number++);
            head = chain.block(head, header, 0, BlockHeader.CHAINED_BYTES, body, 0, body.length);
            BlockHeader.finish(header, head);
            out.bytes(header);
            out.bytes(body);
            at = end;
        }
        return out.toByteArray();
    }

    /** The body of a checkpoint block, saying what is so now. */
    private static byte[] signed(byte[] body, BlockHeader block, long number, byte[] head, SigningKey key)
            throws IOException {
        Zone zone = Zone.decode(new ByteIn("zone", body, 0, block.zoneLength()), block.encrypted());
        Notice notice;
        try (SectionIn sections = new SectionIn()) {
            ByteIn payload = new ByteIn("payload", body, block.zoneLength(), body.length - block.zoneLength());
            SectionIn.skip("definitions", payload);
            notice = Notices.read(sections.read("notices", payload), zone, SampleLedger.ORIGIN)
                    .get(0);
        }
        Checkpoint old = Checkpoint.of(notice.seq(), notice.timeMs(), notice.attributes());
        Checkpoint fresh = new Checkpoint(
                old.ledger(),
                number - 1,
                zone.firstSeq() - 1,
                HexFormat.of().formatHex(head),
                old.timeMs(),
                old.next(),
                old.closing());
        ByteOut notices = new ByteOut(1024);
        Notices.write(
                notices,
                0,
                NoticeType.CHECKPOINT,
                fresh.timeMs() - zone.minMs(),
                fresh.attributes(key.publicKey(), key.sign(fresh.text())));
        ByteOut out = new ByteOut(1024);
        zone.encode(out, block.encrypted());
        try (SectionOut sections = new SectionOut()) {
            sections.write(new ByteOut(1), out);
            sections.write(notices, out);
            sections.write(new ByteOut(1), out);
        }
        return out.toByteArray();
    }

    /** Of a zone that describes one checkpoint. */
    private static int zoneLength(byte[] body) throws IOException {
        for (int length = 1; length < body.length; length++) {
            try {
                Zone.decode(new ByteIn("zone", body, 0, length), false);
                return length;
            } catch (CorruptLedgerException longer) {
                // not yet
            }
        }
        throw new IllegalStateException("no zone");
    }

    static void putU32(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >>> (8 * i));
        }
    }

    static byte[] concat(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
