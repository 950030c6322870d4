package io.piitrace.ledger;

import io.piitrace.ledger.format.ByteOut;
import io.piitrace.ledger.format.DictionaryOut;
import io.piitrace.ledger.format.Holdings;
import io.piitrace.ledger.format.Limits;
import io.piitrace.ledger.format.RowsOut;
import io.piitrace.ledger.format.SectionOut;
import io.piitrace.ledger.format.SubjectFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Encodes rows of a block together with the dictionary that they use: that of a file, or in an encrypted file that of one key.
 *
 * <p><b>Threading.</b> One thread.
 */
final class RowEncoder {
    private static final long NOBODY = 0;

    private final RowsOut rows;
    private final DictionaryOut dictionary = new DictionaryOut();
    private final IdMap contexts;
    private final IdMap sites;
    private final IdMap subjects;
    private final List<@Nullable String> contextTenants = new ArrayList<>();
    private final List<@Nullable String> subjectTenants = new ArrayList<>();
    private long[] subjectHashes = new long[16];
    private @Nullable Definitions definitions;
    private int block;
    private int rowCount;
    private int contentLength;
    private long accesses;

    /**
     * Makes one with an empty dictionary.
     *
     * @param rows used by one encoder at a time
     * @param few whether it will know few of the ids that there are
     */
    RowEncoder(RowsOut rows, boolean few) {
        this.rows = rows;
        contexts = new IdMap(few);
        sites = new IdMap(few);
        subjects = new IdMap(few);
    }

    /** The most of any kind that the dictionary defines. */
    int definitions() {
        return dictionary.definitions();
    }

    /** Bytes of all definitions so far. */
    long definitionBytes() {
        return dictionary.bytes();
    }

    /** Begins a block; ids are those of these definitions from now on. */
    void begin(Definitions from) {
        if (from != definitions) {
            definitions = from;
            contexts.clear();
            sites.clear();
            subjects.clear();
        }
        block++;
        dictionary.beginBlock();
        contexts.beginBlock();
        subjects.beginBlock();
        rowCount = 0;
        contentLength = 0;
        accesses = 0;
    }

    /** Takes these rows of the batch: those at the places {@code order[first]} up to {@code order[end - 1]}, or without an order at {@code first} and so on. */
    void encode(Batch batch, int @Nullable [] order, int first, int end, Definitions from, long minMs) {
        rows.begin(end - first, minMs);
        rowCount = end - first;
        int contextId = -1;
        int context = -1;
        int subjectId = -1;
        int subject = -1;
        for (int i = first; i < end; i++) {
            int row = order == null ? i : order[i];
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
            long begun = batch.firsts[row];
            long count = Math.max(1, batch.counts[row]);
            accesses += count;
            rows.add(context, site, subject, begun, Math.max(0, batch.lasts[row] - begun), count);
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

    /** How many accesses the rows of this block stand for. */
    long accesses() {
        return accesses;
    }

    void writeDefinitions(ByteOut section, SectionOut sections, ByteOut out) {
        section.clear();
        dictionary.write(section);
        write(section, sections, out);
    }

    void writeRows(ByteOut section, SectionOut sections, ByteOut out) {
        section.clear();
        if (rowCount > 0) {
            rows.write(section);
        }
        write(section, sections, out);
    }

    private void write(ByteOut section, SectionOut sections, ByteOut out) {
        int before = out.length();
        sections.write(section, out);
        contentLength += out.length() - before;
    }

    /** What the rows of this block are about; after they and their definitions were written. */
    Holdings holdings() {
        return new Holdings(dictionary.defined(), tenants(), filter());
    }

    private @Nullable List<String> tenants() {
        Set<String> tenants = new LinkedHashSet<>();
        add(contexts, contextTenants, tenants);
        add(subjects, subjectTenants, tenants);
        return tenants.size() <= Limits.ZONE_TENANTS ? List.copyOf(tenants) : null;
    }

    private static void add(IdMap used, List<@Nullable String> of, Set<String> to) {
        for (int i = 0; i < used.markedCount() && to.size() <= Limits.ZONE_TENANTS; i++) {
            String tenant = of.get(used.marked(i));
            if (tenant != null) {
                to.add(tenant);
            }
        }
    }

    private SubjectFilter filter() {
        SubjectFilter filter = SubjectFilter.sized(subjects.markedCount(), contentLength);
        for (int i = 0; i < subjects.markedCount(); i++) {
            long hash = subjectHashes[subjects.marked(i)];
            if (hash != NOBODY) {
                filter.add(hash);
            }
        }
        return filter;
    }
}
