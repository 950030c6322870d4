package io.piitrace.ledger;

import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.Chain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The oldest file of a ledger, when it may be deleted: all of its records are old enough, it is whole, and what follows continues it. Anything else stays, because it
 * may be the proof that somebody altered the ledger.
 *
 * @param begunMs when its first block was written
 * @param retention what has to be written into the ledger before it is deleted
 */
public record OldestFile(Path file, long begunMs, Retention retention) {
    /**
     * Finds it in a ledger that this JVM is writing, whose newest file therefore stays.
     *
     * @return null if nothing may be deleted
     */
    public static @Nullable OldestFile ofWritten(Path directory, long beforeMs) throws IOException {
        List<Path> files = LedgerFiles.find(List.of(directory));
        return files.size() < 2 ? null : before(beforeMs, directory, files.get(files.size() - 1), new byte[0]);
    }

    /**
     * Finds it in a ledger of which nothing is being written just now: the newest file may go, too, if that frees more than the one with the notice will take.
     *
     * @param end {@link LedgerWriter#end}
     * @return null if nothing may be deleted
     */
    public static @Nullable OldestFile ofResting(Path directory, byte[] end) throws IOException {
        List<Path> files = LedgerFiles.find(List.of(directory));
        boolean frees = !files.isEmpty() && Files.size(files.get(0)) >= LedgerRetention.LEAST_LENGTH;
        return frees ? before(Long.MAX_VALUE, directory, null, end) : null;
    }

    /** Deletes it, once these files are on the disk: the last of them holds the notice. */
    public void delete(List<Path> after) throws IOException {
        for (Path written : after) {
            LedgerFile.force(written);
        }
        Files.deleteIfExists(file);
    }

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
            if (!found.read(walk, timeMs)) {
                return null;
            }
            Retention retention = found.retention();
            boolean continued =
                    files.size() == 1 ? Arrays.equals(found.head, end) : retention.endsBefore(headerOf(files.get(1)));
            return continued ? new OldestFile(oldest, header.createdMs(), withEarlier(retention, files)) : null;
        } catch (CorruptLedgerException e) {
            return null; // stays for the verifier
        }
    }

    /** Together with the files that were deleted before: what tells of them stands in this file or in a later one, and must not be lost with it. */
    private static Retention withEarlier(Retention retention, List<Path> files) throws IOException {
        Retention all = retention;
        Retention before = all;
        while (before != null && all.firstFile() > 1) {
            before = earlier(all, files);
            all = before == null ? all : all.after(before);
        }
        return all;
    }

    /** The notice about the file before these; the newest files are looked at first. */
    private static @Nullable Retention earlier(Retention retention, List<Path> files) throws IOException {
        Retention found = null;
        for (int i = files.size() - 1; i >= 0 && found == null; i--) {
            found = earlier(retention, files.get(i));
        }
        return found;
    }

    private static @Nullable Retention earlier(Retention retention, Path file) throws IOException {
        try (BlockContent content = new BlockContent(BlockSource.open(file))) {
            return earlier(retention, content);
        } catch (CorruptLedgerException e) {
            return null; // for the verifier
        }
    }

    private static @Nullable Retention earlier(Retention retention, BlockContent content) throws IOException {
        while (content.source().next()) {
            Zone zone = content.source().zone();
            for (Notice notice : zone.notices() > 0 ? content.notices(zone) : List.<Notice>of()) {
                Retention said = Retention.of(notice);
                if (said != null && retention.follows(said)) {
                    return said;
                }
            }
        }
        return null;
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
        private byte[] head;
        private long nextSeq;

        Walk(FileHeader header, byte[] headerBytes) {
            this.header = header;
            head = chain.header(headerBytes);
            nextSeq = header.firstSeq();
        }

        /** True if it is whole, and every record in it is older. */
        boolean read(BlockWalk walk, long timeMs) throws IOException {
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
            }
            return step == BlockWalk.Step.END;
        }

        Retention retention() {
            String hex = HexFormat.of().formatHex(head);
            return new Retention(header.file(), header.file(), header.firstSeq(), nextSeq - 1, hex);
        }
    }
}
