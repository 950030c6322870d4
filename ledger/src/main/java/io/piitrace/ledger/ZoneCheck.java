package io.piitrace.ledger;

import io.piitrace.ledger.format.DictionaryIn;
import io.piitrace.ledger.format.Holdings;
import io.piitrace.ledger.format.RowsIn;
import io.piitrace.ledger.format.Zone;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rows of a block are what its zone says of them: a zone that conceals a row would hide it from every question.
 *
 * <p><b>Threading.</b> One thread.
 */
final class ZoneCheck {
    private final BitSet contexts = new BitSet();
    private final BitSet sites = new BitSet();
    private final BitSet subjects = new BitSet();

    /** Checks every run of the block that can be read. */
    void check(Zone zone, BlockContent content) throws IOException {
        long sum = 0;
        boolean all = true;
        for (BlockContent.Run run : content.runs()) {
            Holdings holdings = run.holdings();
            if (holdings == null) {
                all = false;
            } else {
                DictionaryIn dictionary = content.read(zone, run);
                sum += check(zone, run.rows(), holdings, content.rows(), dictionary);
            }
        }
        if (all && sum != zone.accesses()) {
            throw new CorruptLedgerException("accesses miscounted: zone=" + zone.accesses() + " rows=" + sum);
        }
    }

    private long check(Zone zone, int count, Holdings holdings, RowsIn rows, DictionaryIn dictionary)
            throws IOException {
        contexts.clear();
        sites.clear();
        subjects.clear();
        long sum = 0;
        for (int row = 0; row < count; row++) {
            sum += rows.counts[row];
            if (rows.firsts[row] < zone.minMs() || rows.lasts[row] > zone.maxMs()) {
                throw new CorruptLedgerException("row outside the time range of its zone: row=" + row);
            }
            contexts.set(rows.contexts[row]);
            sites.set(rows.sites[row]);
            subjects.set(rows.subjects[row]);
        }
        for (int id = sites.nextSetBit(0); id >= 0; id = sites.nextSetBit(id + 1)) {
            dictionary.site(id);
        }
        for (int id = contexts.nextSetBit(0); id >= 0; id = contexts.nextSetBit(id + 1)) {
            tenant(holdings, dictionary.context(id).tenant());
        }
        for (int id = subjects.nextSetBit(0); id >= 0; id = subjects.nextSetBit(id + 1)) {
            Subject subject = dictionary.subject(id);
            tenant(holdings, subject.tenant());
            if (subject.pseudonym() != null && !holdings.filter().mayHold(subject.pseudonym())) {
                throw new CorruptLedgerException("zone denies a subject of its rows: subject=" + subject.pseudonym());
            }
        }
        return sum;
    }

    private static void tenant(Holdings holdings, @Nullable String tenant) throws CorruptLedgerException {
        List<String> listed = holdings.tenants();
        if (tenant != null && listed != null && !listed.contains(tenant)) {
            throw new CorruptLedgerException("zone denies a tenant of its rows: tenant=" + tenant);
        }
    }
}
