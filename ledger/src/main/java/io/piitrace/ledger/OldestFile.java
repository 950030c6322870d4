package io.piitrace.ledger;

import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.Chain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The oldest file of a ledger, when it may be deleted: all of its records are old enough, it is whole, and what follows continues it. Anything else stays, because it
 * may be the proof that somebody altered the ledger.
 *
 * @param retention what has to be written into the ledger before it is deleted
 */
record OldestFile(Path file, Retention retention) {
    /**
     * Finds it.
     *
     * @param current the file that is being written, null if none is
     * @param end the head at the end of the ledger
     * @return null if nothing may be deleted
     */
    static @Nullable OldestFile before(long timeMs, Path directory, @Nullable Path current, byte[] end)
            throws IOException {
        List<Path> files = LedgerFiles.find(List.of(directory));
        if (files.isEmpty() || files.get(0).equals(current)) {
            return null;
        }
        Path oldest = files.get(0);
        try (BlockWalk walk = new BlockWalk(oldest, true);
                BlockContent content = walk.content()) {
            FileHeader header = content.source().header();
            if (header.createdMs() >= timeMs) {
                return null;
            }
            Walk found = new Walk(header, walk.headerBytes());
            if (!found.read(walk, content, timeMs)) {
                return null;
            }
            Retention retention = found.retention();
            boolean continued =
                    files.size() == 1 ? Arrays.equals(found.head, end) : retention.endsBefore(headerOf(files.get(1)));
            return continued ? new OldestFile(oldest, found.withEarlier(retention)) : null;
        } catch (CorruptLedgerException e) {
            return null; // stays for the verifier
        }
    }

    private static FileHeader headerOf(Path file) throws IOException {
        try (BlockSource source = BlockSource.open(file)) {
            return source.header();
        }
    }

    /** What the file holds. */
    private static final class Walk {
        private final FileHeader header;
        private final Chain chain = new Chain();
        private final List<Retention> earlier = new ArrayList<>();
        private byte[] head;
        private long nextSeq;

        Walk(FileHeader header, byte[] headerBytes) {
            this.header = header;
            head = chain.header(headerBytes);
            nextSeq = header.firstSeq();
        }

        /** True if it is whole, and every record in it is older. */
        boolean read(BlockWalk walk, BlockContent content, long timeMs) throws IOException {
            BlockWalk.Step step;
            while ((step = walk.next()) == BlockWalk.Step.BLOCK) {
                Zone zone = walk.zone();
                if (zone.maxMs() >= timeMs
                        || !walk.checksumProblem().isEmpty()
                        || !Arrays.equals(walk.head(chain, head), walk.block().head())) {
                    return false;
                }
                head = walk.block().head();
                nextSeq = zone.firstSeq() + zone.records();
                if (zone.notices() > 0) {
                    for (Notice notice : content.notices(zone)) {
                        Retention retention = Retention.of(notice);
                        if (retention != null) {
                            earlier.add(retention);
                        }
                    }
                }
            }
            return step == BlockWalk.Step.END;
        }

        Retention retention() {
            String hex = HexFormat.of().formatHex(head);
            return new Retention(header.file(), header.file(), header.firstSeq(), nextSeq - 1, hex);
        }

        /** What this file tells of files deleted before it must not be lost with it. */
        Retention withEarlier(Retention retention) {
            Retention all = retention;
            for (int i = earlier.size() - 1; i >= 0; i--) {
                all = all.after(earlier.get(i));
            }
            return all;
        }
    }
}
