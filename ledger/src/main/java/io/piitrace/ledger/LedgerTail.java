package io.piitrace.ledger;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.Chain;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a ledger ends, as its next writer needs to know it.
 *
 * @param files highest number of a file that is there
 * @param ledger id of the ledger; null where there is none yet
 * @param publicKey the signing key in force; null in a ledger without signatures
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LedgerTail(
        int files,
        byte @Nullable [] ledger,
        long nextBlock,
        long nextSeq,
        byte[] head,
        @Nullable String publicKey,
        Map<SpoolPosition.Key, SpoolPosition> positions) {
    private static final LedgerTail NOTHING = new LedgerTail(0, null, 1, 1, new byte[Chain.HEAD_BYTES], null, Map.of());

    /** Finds the end of the ledger in this directory, and cuts off a block that a crash left incomplete. */
    static LedgerTail find(Path directory) throws IOException {
        List<Path> files = LedgerFiles.find(List.of(directory));
        Collections.reverse(files);
        int highest = 0;
        for (Path file : files) {
            LedgerTail tail = of(file);
            highest = Math.max(highest, Files.exists(file) ? LedgerFiles.number(file) : 0);
            if (tail != null) {
                return tail.withFiles(Math.max(highest, tail.files));
            }
        }
        return NOTHING.withFiles(highest);
    }

    private static @Nullable LedgerTail of(Path file) throws IOException {
        if (BlockSource.headerIncomplete(file)) {
            Files.delete(file); // its first block never became whole
            return null;
        }
        Walk walk = new Walk();
        try (BlockContent content = new BlockContent(BlockSource.open(file))) {
            walk.read(content);
        } catch (CorruptLedgerException e) {
            return null; // left as it is for the verifier; the ledger goes on from the file before
        }
        if (walk.torn && walk.tail == null) {
            Files.delete(file);
        } else if (walk.torn) {
            try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
                torn.setLength(walk.end);
            }
        }
        return walk.tail;
    }

    /** Goes through one file. Altered blocks are passed over and stay, for the verifier to tell of them. */
    private static final class Walk {
        private @Nullable LedgerTail tail;
        private boolean torn;
        private long end;

        void read(BlockContent content) throws IOException {
            BlockSource source = content.source();
            FileHeader header = source.header();
            Map<SpoolPosition.Key, SpoolPosition> positions = new LinkedHashMap<>();
            String key = header.signed() ? HexFormat.of().formatHex(header.publicKey()) : null;
            boolean altered = false;
            while (true) {
                try {
                    if (!source.next()) {
                        break;
                    }
                    Zone zone = source.zone();
                    key = keyAfter(key, zone.notices() > 0 ? content.notices(zone) : List.of());
                    zone.positions().forEach(position -> positions.put(position.key(), position));
                    long nextSeq = zone.firstSeq() + zone.records();
                    BlockHeader block = source.block();
                    tail = new LedgerTail(
                            header.file(), header.ledger(), block.number() + 1, nextSeq, block.head(), key, positions);
                } catch (CorruptLedgerException e) {
                    altered = true;
                    if (!source.resync()) {
                        break;
                    }
                }
            }
            torn = !altered && (source.torn() || tail == null);
            end = source.end();
        }

        private static @Nullable String keyAfter(@Nullable String key, List<Notice> notices) {
            for (Notice notice : notices) {
                String next = notice.attributes().get("next");
                if (notice.type() == NoticeType.CHECKPOINT && next != null) {
                    key = next;
                }
            }
            return key;
        }
    }

    private LedgerTail withFiles(int number) {
        return new LedgerTail(number, ledger, nextBlock, nextSeq, head, publicKey, positions);
    }
}
