package io.piitrace.ledger;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteOut;
import io.piitrace.ledger.format.Holdings;
import io.piitrace.ledger.format.Limits;
import io.piitrace.ledger.format.Notices;
import io.piitrace.ledger.format.Part;
import io.piitrace.ledger.format.RowsOut;
import io.piitrace.ledger.format.SectionOut;
import io.piitrace.ledger.format.SubjectFilter;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.Chain;
import io.piitrace.ledger.seal.TenantKey;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks out of batches, and keeps the dictionaries of the file into which they go: one, or if rows are encrypted one for each key.
 *
 * <p><b>Threading.</b> One thread.
 */
final class BlockEncoder implements AutoCloseable {
    private static final SubjectFilter EMPTY = new SubjectFilter(new byte[0]);

    private final @Nullable TenantKeys keys;
    private final RowsOut rows = new RowsOut();
    private RowEncoder clear = new RowEncoder(rows, false);
    private final Map<String, RowEncoder> encrypted = new HashMap<>();
    private final RowsByTenant byTenant = new RowsByTenant();
    private final SectionOut sections = new SectionOut();
    private final ByteOut section = new ByteOut(1 << 16);
    private final ByteOut payload = new ByteOut(1 << 16);
    private final ByteOut part = new ByteOut(1 << 10);
    private final ByteOut zoneBytes = new ByteOut(1 << 10);
    private final Chain chain = new Chain();
    private byte[] ledger = new byte[16];
    private long minMs;
    private long maxMs;

    BlockEncoder(@Nullable TenantKeys keys) {
        this.keys = keys;
    }

    /** Forgets the dictionaries: a new file begins. */
    void beginFile(byte[] ofLedger) {
        ledger = ofLedger;
        clear = new RowEncoder(rows, false);
        encrypted.clear();
    }

    /** Whether the dictionaries of the file have grown so large that a new one should begin. */
    boolean full(int maxDefinitions) {
        long definitions = clear.definitions();
        long bytes = clear.definitionBytes();
        for (RowEncoder each : encrypted.values()) {
            definitions += each.definitions();
            bytes += each.definitionBytes();
        }
        return definitions >= maxDefinitions || bytes >= Limits.FILE_DEFINITION_BYTES / 8;
    }

    /** Appends the block to {@code out} and returns its head. */
    byte[] encode(
            Batch batch,
            Definitions from,
            Collection<SpoolPosition> positions,
            int type,
            long number,
            long firstSeq,
            byte[] previousHead,
            ByteOut out)
            throws IOException {
        times(batch);
        payload.clear();
        zoneBytes.clear();
        boolean encrypts = keys != null && batch.accesses > 0;
        Zone zone = encrypts
                ? encrypted(batch, from, positions, firstSeq, number)
                : clear(batch, from, positions, firstSeq);
        zone.encode(zoneBytes, encrypts);
        return frame(type, encrypts, number, previousHead, out);
    }

    private void times(Batch batch) {
        minMs = Long.MAX_VALUE;
        maxMs = Long.MIN_VALUE;
        for (int row = 0; row < batch.accesses; row++) {
            minMs = Math.min(minMs, batch.firsts[row]);
            maxMs = Math.max(maxMs, Math.max(batch.firsts[row], batch.lasts[row]));
        }
        for (Batch.NoticeEntry notice : batch.notices) {
            minMs = Math.min(minMs, notice.timeMs());
            maxMs = Math.max(maxMs, notice.timeMs());
        }
        if (minMs > maxMs) {
            minMs = 0;
            maxMs = 0;
        }
    }

    private Zone clear(Batch batch, Definitions from, Collection<SpoolPosition> positions, long firstSeq) {
        clear.begin(from);
        clear.encode(batch, null, 0, batch.accesses, from, minMs);
        clear.writeDefinitions(section, sections, payload);
        long losses = encodeNotices(batch);
        clear.writeRows(section, sections, payload);
        return zone(batch, positions, firstSeq, losses, clear.accesses(), clear.holdings(), List.of());
    }

    private Zone encrypted(
            Batch batch, Definitions from, Collection<SpoolPosition> positions, long firstSeq, long number)
            throws IOException {
        long losses = encodeNotices(batch);
        clear.begin(from);
        Holdings none = new Holdings(clear.holdings().defined(), null, EMPTY);
        byte[] place = Part.place(ledger, number);
        byTenant.sort(batch, from);
        List<Part> parts = new ArrayList<>();
        long accesses = 0;
        for (int slot = 0; slot < byTenant.slots(); slot++) {
            int first = byTenant.begin(slot);
            int end = byTenant.end(slot);
            if (first < end && keys != null) {
                TenantKey key = keys.current(byTenant.tenant(slot));
                RowEncoder encoder = encrypted.computeIfAbsent(key.idText(), id -> new RowEncoder(rows, true));
                encoder.begin(from);
                encoder.encode(batch, byTenant.order(), first, end, from, minMs);
                accesses += encoder.accesses();
                parts.add(part(encoder, key, place, end - first));
            }
        }
        return zone(batch, positions, firstSeq, losses, accesses, none, parts);
    }

    /** Encrypts the rows that the encoder took, and adds them to the payload. */
    private Part part(RowEncoder encoder, TenantKey key, byte[] place, int count) {
        byte[] seed = TenantKey.newSeed();
        part.clear();
        encoder.writeDefinitions(section, sections, part);
        encoder.writeRows(section, sections, part);
        byte[] content = key.seal(TenantKey.CONTENT, seed, place, part.array(), part.length());
        payload.varint(content.length);
        payload.bytes(content);
        part.clear();
        encoder.holdings().encode(part);
        byte[] index = key.seal(TenantKey.INDEX, seed, place, part.array(), part.length());
        return new Part(key.id(), seed, count, index);
    }

    private long encodeNotices(Batch batch) {
        section.clear();
        long losses = 0;
        int next = 0;
        for (Batch.NoticeEntry notice : batch.notices) {
            Notices.write(section, notice.index() - next, notice.type(), notice.timeMs() - minMs, notice.attributes());
            next = notice.index() + 1;
            losses += notice.type() == NoticeType.LOSS ? Losses.count(notice.attributes()) : 0;
        }
        sections.write(section, payload);
        return losses;
    }

    private Zone zone(
            Batch batch,
            Collection<SpoolPosition> positions,
            long firstSeq,
            long losses,
            long accesses,
            Holdings holdings,
            List<Part> parts) {
        int gaps = (int) batch.notices.stream()
                .filter(notice -> notice.type() == NoticeType.GAP)
                .count();
        return new Zone(
                firstSeq,
                batch.recordCount(),
                batch.accesses,
                accesses,
                losses,
                gaps,
                minMs,
                maxMs,
                holdings,
                List.copyOf(positions),
                parts);
    }

    private byte[] frame(int type, boolean encrypts, long number, byte[] previousHead, ByteOut out) {
        int zoneLength = zoneBytes.length();
        int bodyLength = zoneLength + payload.length();
        if (bodyLength > Limits.BODY_BYTES || zoneLength > Limits.ZONE_BYTES) {
            throw new IllegalStateException("batch is too large for a block: bytes=" + bodyLength);
        }
        byte[] header = BlockHeader.begin(
                bodyLength,
                type,
                encrypts,
                zoneLength,
                BlockHeader.crc(zoneBytes.array(), 0, zoneLength),
                BlockHeader.crc(payload.array(), 0, payload.length()),
                number);
        int headerAt = out.length();
        out.bytes(header);
        out.bytes(zoneBytes);
        out.bytes(payload);
        int bodyAt = headerAt + BlockHeader.BYTES;
        byte[] head = chain.block(previousHead, header, 0, BlockHeader.CHAINED_BYTES, out.array(), bodyAt, bodyLength);
        BlockHeader.finish(header, head);
        System.arraycopy(header, 0, out.array(), headerAt, BlockHeader.BYTES);
        return head;
    }

    @Override
    public void close() {
        sections.close();
    }
}
