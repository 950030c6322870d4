package io.piitrace.ledger;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteOut;
import io.piitrace.ledger.format.DictionaryOut;
import io.piitrace.ledger.format.Limits;
import io.piitrace.ledger.format.Notices;
import io.piitrace.ledger.format.RowsOut;
import io.piitrace.ledger.format.SectionOut;
import io.piitrace.ledger.format.SubjectFilter;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.Chain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocks out of batches, and keeps the dictionary of the file into which they go.
 *
 * <p><b>Threading.</b> One thread.
 */
final class BlockEncoder implements AutoCloseable {
    private static final long NOBODY = 0;

    private final DictionaryOut dictionary = new DictionaryOut();
    private final IdMap contexts = new IdMap();
    private final IdMap sites = new IdMap();
    private final IdMap subjects = new IdMap();
    private final List<@Nullable String> contextTenants = new ArrayList<>();
    private final List<@Nullable String> subjectTenants = new ArrayList<>();
    private long[] subjectHashes = new long[256];
    private final RowsOut rows = new RowsOut();
    private final SectionOut sections = new SectionOut();
    private final ByteOut section = new ByteOut(1 << 16);
    private final ByteOut payload = new ByteOut(1 << 16);
    private final ByteOut zoneBytes = new ByteOut(1 << 10);
    private final Chain chain = new Chain();
    private @Nullable Definitions definitions;
    private int block;
    private long accesses;
    private long minMs;
    private long maxMs;

    /** Forgets the dictionary: a new file begins. */
    void beginFile() {
        dictionary.clear();
        definitions = null;
        block = 0;
        contextTenants.clear();
        subjectTenants.clear();
        for (IdMap map : new IdMap[] {contexts, sites, subjects}) {
            map.clearMarks();
        }
    }

    /** Whether the dictionary of the file has grown so large that a new file should begin. */
    boolean full(int maxDefinitions) {
        return dictionary.definitions() >= maxDefinitions || dictionary.bytes() >= Limits.FILE_DEFINITION_BYTES / 8;
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
            ByteOut out) {
        if (from != definitions) {
            definitions = from;
            contexts.clear();
            sites.clear();
            subjects.clear();
        }
        begin(batch);
        encodeRows(batch, from);
        payload.clear();
        section.clear();
        dictionary.write(section);
        sections.write(section, payload);
        section.clear();
        long losses = encodeNotices(batch);
        sections.write(section, payload);
        section.clear();
        if (batch.accesses > 0) {
            rows.write(section);
        }
        sections.write(section, payload);
        zoneBytes.clear();
        zone(batch, positions, firstSeq, losses).encode(zoneBytes);
        return frame(type, number, previousHead, out);
    }

    private void begin(Batch batch) {
        block++;
        dictionary.beginBlock();
        contexts.beginBlock();
        subjects.beginBlock();
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

    private void encodeRows(Batch batch, Definitions from) {
        rows.begin(batch.accesses, minMs);
        accesses = 0;
        int contextId = -1;
        int context = -1;
        int subjectId = -1;
        int subject = -1;
        for (int row = 0; row < batch.accesses; row++) {
            if (batch.contexts[row] != contextId) { // neighbours mostly share context and subject
                contextId = batch.contexts[row];
                context = contexts.number(contextId);
                if (context == IdMap.UNDEFINED) {
                    context = define(contextId, from.context(contextId));
                }
                contexts.mark(context, block);
            }
            if (batch.subjects[row] != subjectId) {
                subjectId = batch.subjects[row];
                subject = subjects.number(subjectId);
                if (subject == IdMap.UNDEFINED) {
                    subject = define(subjectId, from.subject(subjectId));
                }
                subjects.mark(subject, block);
            }
            int site = sites.number(batch.sites[row]);
            if (site == IdMap.UNDEFINED) {
                site = dictionary.define(from.site(batch.sites[row]));
                sites.put(batch.sites[row], site);
            }
            long first = batch.firsts[row];
            long count = Math.max(1, batch.counts[row]);
            accesses += count;
            rows.add(context, site, subject, first, Math.max(0, batch.lasts[row] - first), count);
        }
    }

    private int define(int id, Context context) {
        int number = dictionary.define(context);
        contexts.put(id, number);
        contextTenants.add(context.tenant());
        return number;
    }

    private int define(int id, Subject subject) {
        int number = dictionary.define(subject);
        subjects.put(id, number);
        subjectTenants.add(subject.tenant());
        if (number == subjectHashes.length) {
            subjectHashes = Arrays.copyOf(subjectHashes, number * 2);
        }
        String pseudonym = subject.pseudonym();
        subjectHashes[number] = pseudonym == null ? NOBODY : SubjectFilter.hash(pseudonym);
        return number;
    }

    private long encodeNotices(Batch batch) {
        long losses = 0;
        int next = 0;
        for (Batch.NoticeEntry notice : batch.notices) {
            Notices.write(section, notice.index() - next, notice.type(), notice.timeMs() - minMs, notice.attributes());
            next = notice.index() + 1;
            losses += notice.type() == NoticeType.LOSS ? Losses.count(notice.attributes()) : 0;
        }
        return losses;
    }

    private Zone zone(Batch batch, Collection<SpoolPosition> positions, long firstSeq, long losses) {
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
                dictionary.defined(),
                tenants(),
                filter(),
                List.copyOf(positions));
    }

    private @Nullable List<String> tenants() {
        Set<String> tenants = new LinkedHashSet<>();
        for (int i = 0; i < contexts.markedCount() && tenants.size() <= Limits.ZONE_TENANTS; i++) {
            String tenant = contextTenants.get(contexts.marked(i));
            if (tenant != null) {
                tenants.add(tenant);
            }
        }
        for (int i = 0; i < subjects.markedCount() && tenants.size() <= Limits.ZONE_TENANTS; i++) {
            String tenant = subjectTenants.get(subjects.marked(i));
            if (tenant != null) {
                tenants.add(tenant);
            }
        }
        return tenants.size() <= Limits.ZONE_TENANTS ? List.copyOf(tenants) : null;
    }

    private SubjectFilter filter() {
        SubjectFilter filter = SubjectFilter.sized(subjects.markedCount());
        for (int i = 0; i < subjects.markedCount(); i++) {
            long hash = subjectHashes[subjects.marked(i)];
            if (hash != NOBODY) {
                filter.add(hash);
            }
        }
        return filter;
    }

    private byte[] frame(int type, long number, byte[] previousHead, ByteOut out) {
        int zoneLength = zoneBytes.length();
        int bodyLength = zoneLength + payload.length();
        if (bodyLength > Limits.BODY_BYTES || zoneLength > Limits.ZONE_BYTES) {
            throw new IllegalStateException("batch is too large for a block: bytes=" + bodyLength);
        }
        byte[] header = BlockHeader.begin(
                bodyLength,
                type,
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
