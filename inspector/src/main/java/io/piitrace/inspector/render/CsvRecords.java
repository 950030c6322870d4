package io.piitrace.inspector.render;

import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.RecordVisitor;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Access records as CSV: a column for every key of the contract, several roles separated by semicolons. */
final class CsvRecords implements RecordWriter, RecordVisitor {
    private static final List<String> KEYS = List.of(
            "seq",
            "first",
            "last",
            "count",
            "service",
            "instance",
            "tenant",
            "tenantSource",
            "principal",
            "principalSource",
            "party",
            "partySource",
            "roles",
            "region",
            "regionSource",
            "session",
            "purpose",
            "purposeSource",
            "ticket",
            "claimedPurpose",
            "claimedTicket",
            "subject",
            "subjectUnknown",
            "subjectTenant",
            "field",
            "type",
            "category",
            "kind",
            "site",
            "siteSource",
            "entry",
            "trace",
            "request");

    private final CsvRows rows;
    private final Map<String, Object> values = new HashMap<>();
    private boolean begun;

    CsvRecords(PrintWriter out) {
        this.rows = new CsvRows(out);
    }

    @Override
    public void write(LedgerRecord record) {
        begin();
        values.clear();
        record.describe(this);
        List<@Nullable Object> row = new ArrayList<>(KEYS.size());
        for (String key : KEYS) {
            row.add(values.get(key));
        }
        rows.row(KEYS, row);
    }

    @Override
    public void end() {
        begin();
    }

    private void begin() {
        if (!begun) {
            rows.begin(KEYS);
            begun = true;
        }
    }

    @Override
    public void text(String key, String value) {
        values.put(key, value);
    }

    @Override
    public void texts(String key, List<String> texts) {
        values.put(key, String.join(";", texts));
    }

    @Override
    public void number(String key, long value) {
        values.put(key, value);
    }

    @Override
    public void time(String key, long epochMs) {
        values.put(key, Instant.ofEpochMilli(epochMs));
    }
}
