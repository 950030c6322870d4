package io.piitrace.ledger;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.Chain;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the files of one ledger in their order and holds each header and block to what came before it.
 *
 * <p><b>Threading.</b> One thread.
 */
final class LedgerCheck {
    private final String ledger;
    private final MissingFiles missingFiles;
    private final Progress progress;
    private final boolean everyRecord;
    private final TenantKeys keys;
    private final ZoneCheck zones = new ZoneCheck();
    private final Flaws flaws = new Flaws();
    private final List<Path> files = new ArrayList<>();
    private final Totals totals = new Totals();
    private final Chain chain = new Chain();
    private final CheckpointCheck checkpoints;
    private final MissingBlocks missing = new MissingBlocks();

    private int nextFile = 1;
    private long nextBlock = 1;
    /** Ordinal of the next record; 0 while it is not known. */
    private long nextSeq = 1;
    /** Head to continue; null while it is not known, after something was lost. */
    private byte @Nullable [] head = new byte[Chain.HEAD_BYTES];

    private boolean torn;
    private @Nullable Flaw lastTorn;
    private boolean readable;
    /** Whether every block of the present file so far could be read, and so its dictionary. */
    private boolean wholeFile;

    private @Nullable Path lastFile;
    private long lastEnd;

    LedgerCheck(String ledger, List<Path> given, VerifyOptions options, Progress progress) {
        this.ledger = ledger;
        everyRecord = options.everyRecord();
        keys = everyRecord ? options.tenantKeys() : TenantKeys.NONE;
        missingFiles = new MissingFiles(given, flaws);
        this.progress = progress;
        checkpoints = new CheckpointCheck(ledger, options, flaws);
    }

    void file(Path file, @Nullable FileHeader header, String problem) {
        files.add(file);
        wholeFile = header != null;
        try (BlockWalk walk = new BlockWalk(file, header != null)) {
            totals.bytes += walk.size();
            if (header == null && BlockSource.headerIncomplete(file)) {
                torn(file, 0, "file ends within its header: bytes=" + walk.size());
                readable = true;
                return;
            }
            if (header == null) {
                flaws.add(file, 0, 0, "edited", "file header is not readable: " + problem);
                nextFile = Math.max(nextFile, LedgerFiles.number(file)) + 1;
                head = null;
                nextSeq = 0;
            } else if (header.file() < nextFile) {
                flaws.add(file, 0, 0, "inserted", "file number is there twice: file=" + header.file());
                return;
            } else {
                readable = true;
                header(file, header, walk.headerBytes());
            }
            blocks(file, walk);
            lastFile = file;
            lastEnd = walk.offset();
        } catch (IOException | RuntimeException e) {
            flaws.add(file, nextBlock, 0, "unreadable", "file cannot be read: " + e.getMessage());
            head = null;
            nextSeq = 0;
        }
    }

    private void header(Path file, FileHeader header, byte[] bytes) {
        boolean first = lastFile == null && nextFile == 1;
        if (header.file() > nextFile) {
            missingFiles.before(file, header, nextFile, files);
            checkpoints.keyUnknown();
        } else if (header.firstBlock() > nextBlock && lastFile != null) {
            flaws.add(
                    lastFile,
                    nextBlock,
                    lastEnd,
                    "truncated",
                    "blocks are missing at the end: first=" + nextBlock + " last=" + (header.firstBlock() - 1));
        } else if (torn && lastFile != null) {
            flaws.add(lastFile, nextBlock, lastEnd, "truncated", "file ends within a block, and others follow it");
        } else if (head != null
                && (!Arrays.equals(head, header.previousHead())
                        || header.firstBlock() != nextBlock
                        || (nextSeq != 0 && header.firstSeq() != nextSeq))) {
            flaws.add(
                    first || lastFile == null ? file : lastFile,
                    0,
                    0,
                    "replaced-file",
                    "file " + header.file() + " does not continue " + (first ? "nothing" : "the file before it")
                            + ": one of the two is not what was written");
        }
        checkpoints.file(file, header);
        torn = false;
        nextFile = header.file() + 1;
        nextBlock = header.firstBlock();
        nextSeq = header.firstSeq();
        head = chain.header(bytes);
    }

    private void blocks(Path file, BlockWalk walk) throws IOException {
        try (BlockContent content = walk.content(keys)) {
            long reported = 0;
            while (true) {
                BlockWalk.Step step = walk.next();
                if (step == BlockWalk.Step.END) {
                    return;
                } else if (step == BlockWalk.Step.TORN) {
                    torn(file, walk.offset(), "incomplete block at the end: bytes=" + (walk.size() - walk.offset()));
                    return;
                } else if (step == BlockWalk.Step.DAMAGED) {
                    damaged(file, walk);
                } else {
                    block(file, walk, content);
                }
                if (walk.offset() - reported > 1 << 20) {
                    reported = walk.offset();
                    progress.report(String.valueOf(file), reported, walk.size());
                }
            }
        }
    }

    /** Bytes that are no block: an altered header, or something that was put between two blocks. */
    private void damaged(Path file, BlockWalk walk) throws IOException {
        long found = walk.numberAfterDamage();
        boolean inserted = found != 0 && found <= nextBlock;
        flaws.add(
                file,
                nextBlock,
                walk.damageOffset(),
                inserted ? "inserted" : "edited",
                (inserted ? "bytes that are no block" : "block header is not what was written: " + walk.problem())
                        + ": bytes=" + (walk.offset() - walk.damageOffset()));
        if (!inserted) {
            nextBlock = found == 0 ? nextBlock + 1 : found;
            unknown();
        }
    }

    private void block(Path file, BlockWalk walk, BlockContent content) throws IOException {
        BlockHeader block = walk.block();
        if (block.number() < nextBlock) {
            boolean moved = missing.remove(block.number());
            flaws.add(
                    file,
                    block.number(),
                    walk.blockOffset(),
                    moved ? "reordered" : "inserted",
                    (moved ? "block stands behind its place" : "block number is there twice") + ": expected="
                            + nextBlock + " found=" + block.number());
            return;
        }
        if (block.number() > nextBlock) {
            gap(file, walk, block);
        }
        String problem = walk.checksumProblem();
        byte @Nullable [] before = head;
        boolean linked = before == null || Arrays.equals(walk.head(chain, before), block.head());
        if (!linked && before != null && problem.isEmpty() && walk.nextContinues(chain, before, block.number())) {
            flaws.add(file, block.number(), walk.blockOffset(), "inserted", "block does not belong to this ledger");
            return;
        }
        head = block.head();
        nextBlock = block.number() + 1;
        totals.blocks++;
        if (!problem.isEmpty() || !linked) {
            String detail = problem.isEmpty()
                    ? "block does not continue block " + (block.number() - 1) + ": one of the two was rewritten"
                    : problem;
            flaws.add(file, block.number(), walk.blockOffset(), "edited", detail);
        }
        if (problem.isEmpty() && linked) {
            content(file, walk, content, before);
        } else {
            altered(walk, block.number());
        }
    }

    private void gap(Path file, BlockWalk walk, BlockHeader block) throws IOException {
        boolean later = walk.comesLater(nextBlock);
        String range = nextBlock == block.number() - 1
                ? "block " + nextBlock
                : "blocks " + nextBlock + " to " + (block.number() - 1);
        flaws.add(
                file,
                nextBlock,
                walk.blockOffset(),
                later ? "reordered" : "deleted",
                range + (later ? " stands behind its place" : " not there") + ": found=" + block.number());
        missing.add(nextBlock, block.number());
        unknown();
    }

    private void content(Path file, BlockWalk walk, BlockContent content, byte @Nullable [] before) {
        BlockHeader block = walk.block();
        try {
            Zone zone = walk.zone();
            if (nextSeq != 0 && zone.firstSeq() != nextSeq) {
                flaws.add(
                        file,
                        block.number(),
                        walk.blockOffset(),
                        "seq-gap",
                        "records do not continue: expected=" + nextSeq + " found=" + zone.firstSeq());
                wholeFile = false;
            }
            nextSeq = zone.firstSeq() + zone.records();
            totals.add(zone);
            if (wholeFile) {
                content.open(zone);
            }
            List<Notice> notices = content.notices(zone);
            if (everyRecord && wholeFile) {
                zones.check(zone, content);
            }
            missingFiles.notices(notices);
            checkpoints.block(file, walk.blockOffset(), block, zone, notices, before);
        } catch (IOException | RuntimeException e) {
            flaws.add(file, block.number(), walk.blockOffset(), "malformed", String.valueOf(e.getMessage()));
            wholeFile = false;
        }
    }

    /** Of a block that is not what was written only the zone is looked at: for what the ledger holds, and where it goes on. */
    private void altered(BlockWalk walk, long number) {
        wholeFile = false;
        checkpoints.kept().altered(number);
        checkpoints.keyUnknown();
        try {
            Zone zone = walk.zone();
            totals.add(zone);
            nextSeq = zone.firstSeq() + zone.records();
        } catch (IOException e) {
            nextSeq = 0; // told already
        }
    }

    private void torn(Path file, long offset, String detail) {
        torn = true;
        lastTorn = new Flaw(file, nextBlock, offset, "truncated", detail);
    }

    private void unknown() {
        wholeFile = false;
        head = null;
        nextSeq = 0;
        checkpoints.keyUnknown();
    }

    LedgerVerdict verdict() {
        missingFiles.tell();
        if (lastFile != null) {
            checkpoints.kept().end(lastFile, lastEnd, nextBlock);
        }
        boolean closed = !torn && checkpoints.closed();
        LedgerVerdict.State state = LedgerVerdict.State.TAMPERED;
        if (flaws.isEmpty()) {
            state = closed ? LedgerVerdict.State.INTACT : LedgerVerdict.State.UNSEALED_TAIL;
        } else if (!readable && totals.blocks == 0) {
            state = LedgerVerdict.State.UNREADABLE;
        }
        List<Flaw> all = new ArrayList<>(flaws.list());
        if (torn && lastTorn != null) {
            all.add(lastTorn);
        }
        return totals.verdict(ledger, files, state, all, closed, checkpoints.seals());
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
