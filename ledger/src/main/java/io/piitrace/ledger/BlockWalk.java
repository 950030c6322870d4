package io.piitrace.ledger;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteIn;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.Chain;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Goes through the blocks of a file that may have been altered, and finds the next block after whatever is not one.
 *
 * <p><b>Threading.</b> One thread.
 */
final class BlockWalk implements Closeable {
    private final BlockSource source;
    private boolean ended;
    private String problem = "";
    private long damageOffset;

    /** What stands next in a file. */
    enum Step {
        BLOCK,
        /** Bytes that are not a block; the walk is behind them. */
        DAMAGED,
        /** An incomplete block at the end of the file. */
        TORN,
        END
    }

    /** Without a readable header, the walk begins with the first block that can be found. */
    BlockWalk(Path file, boolean headerReadable) throws IOException {
        source = headerReadable ? BlockSource.openWhole(file) : BlockSource.openDamaged(file);
        ended = !headerReadable && !source.resync();
    }

    long size() {
        return source.size();
    }

    byte[] headerBytes() {
        return source.headerBytes();
    }

    BlockContent content() {
        return content(TenantKeys.NONE);
    }

    BlockContent content(TenantKeys keys) {
        return new BlockContent(source, Scan.ALL, keys);
    }

    Step next() throws IOException {
        if (ended) {
            return Step.END;
        }
        try {
            if (source.next()) {
                return Step.BLOCK;
            }
            ended = true;
            return source.torn() ? Step.TORN : Step.END;
        } catch (CorruptLedgerException e) {
            problem = String.valueOf(e.getMessage());
            damageOffset = source.end();
            ended = !source.resync();
            return Step.DAMAGED;
        }
    }

    /** Where the walk is: behind the last block, or behind what was not one. */
    long offset() {
        return ended && !problem.isEmpty() ? source.size() : source.end();
    }

    String problem() {
        return problem;
    }

    long damageOffset() {
        return damageOffset;
    }

    /** Number of the block that follows the damage; 0 if none does. */
    long numberAfterDamage() throws IOException {
        return ended ? 0 : ByteIn.u64(source.read(source.end(), BlockHeader.BYTES), BlockHeader.NUMBER_OFFSET);
    }

    BlockHeader block() {
        return source.block();
    }

    long blockOffset() {
        return source.offset();
    }

    Zone zone() throws IOException {
        return source.zone();
    }

    /** What is wrong with the checksums of the block; empty if nothing is. */
    String checksumProblem() throws IOException {
        source.whole();
        try {
            source.checkZone();
            source.checkPayload();
            return "";
        } catch (CorruptLedgerException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The head that the block has if it continues this one. */
    byte[] head(Chain chain, byte[] previous) throws IOException {
        return head(chain, previous, source.whole(), source.block().bodyLength());
    }

    /** Whether behind the present block there is one with this number that continues this head. */
    boolean nextContinues(Chain chain, byte[] previous, long number) throws IOException {
        long at = source.end();
        BlockHeader next = headerAt(at);
        if (next.number() != number || at + BlockHeader.BYTES + next.bodyLength() > source.size()) {
            return false;
        }
        int length = BlockHeader.BYTES + next.bodyLength();
        byte[] bytes = source.read(at, length);
        ByteIn whole = new ByteIn("block", bytes, 0, length);
        return Arrays.equals(head(chain, previous, whole, next.bodyLength()), next.head());
    }

    /** Whether a block of this number stands further behind. */
    boolean comesLater(long number) throws IOException {
        long at = source.end();
        while (true) {
            BlockHeader next = headerAt(at);
            if (next.number() == 0 || next.number() == number) {
                return next.number() == number;
            }
            at += BlockHeader.BYTES + next.bodyLength();
        }
    }

    private BlockHeader headerAt(long at) throws IOException {
        if (at + BlockHeader.BYTES <= source.size()) {
            try {
                return BlockHeader.decode(source.read(at, BlockHeader.BYTES), 0);
            } catch (CorruptLedgerException e) {
                return BlockHeader.NONE;
            }
        }
        return BlockHeader.NONE;
    }

    private static byte[] head(Chain chain, byte[] previous, ByteIn whole, int bodyLength) {
        int at = whole.index();
        return chain.block(
                previous,
                whole.array(),
                at,
                BlockHeader.CHAINED_BYTES,
                whole.array(),
                at + BlockHeader.BYTES,
                bodyLength);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
