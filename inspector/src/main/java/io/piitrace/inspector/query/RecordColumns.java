package io.piitrace.inspector.query;

import static io.piitrace.inspector.query.RecordColumn.number;
import static io.piitrace.inspector.query.RecordColumn.text;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of the tables. Times are microseconds since the epoch, UTC; the views make timestamps of them. */
final class RecordColumns {
    static final List<RecordColumn<Dimensions.Source>> SOURCE = List.of(
            text("ledger", (row, ledger) -> row.ledger()),
            text("service", (row, ledger) -> row.origin().service()),
            text("instance", (row, ledger) -> row.origin().instance()));

    static final List<RecordColumn<Context>> CONTEXT = List.of(
            text("tenant", (row, ledger) -> row.tenant()),
            text("principal", (row, ledger) -> row.principal()),
            text("party", (row, ledger) -> row.party()),
            text("roles", (row, ledger) -> joined(row.roles())),
            text("region", (row, ledger) -> row.region()),
            text("session", (row, ledger) -> row.session()),
            text("purpose", (row, ledger) -> row.purpose()),
            text("purpose_source", (row, ledger) -> row.purposeSource()),
            text("ticket", (row, ledger) -> row.ticket()),
            text("entry", (row, ledger) -> row.entry()),
            text("trace", (row, ledger) -> row.trace()),
            text("request", (row, ledger) -> row.request()),
            text("claimed_purpose", (row, ledger) -> row.claimedPurpose()),
            text("claimed_ticket", (row, ledger) -> row.claimedTicket()),
            text("principal_source", (row, ledger) -> row.sources().principal()),
            text("party_source", (row, ledger) -> row.sources().party()),
            text("tenant_source", (row, ledger) -> row.sources().tenant()),
            text("region_source", (row, ledger) -> row.sources().region()));

    static final List<RecordColumn<Subject>> SUBJECT = List.of(
            text("subject", (row, ledger) -> row.pseudonym()),
            text("subject_unknown", (row, ledger) -> row.unknownReason()),
            text("subject_tenant", (row, ledger) -> row.tenant()));

    static final List<RecordColumn<Site>> SITE = List.of(
            text("field", (row, ledger) -> row.field().display()),
            text("type", (row, ledger) -> row.type()),
            text("category", (row, ledger) -> row.field().category()),
            text("kind", (row, ledger) -> row.kind().code()),
            text("site", (row, ledger) -> row.place()),
            text("site_source", (row, ledger) -> row.inferred() ? "inferred" : null));

    static final List<RecordColumn<AccessRecord>> ACCESSES = accesses();

    static final List<RecordColumn<Notice>> NOTICES = List.of(
            number("at_us", row -> row.timeMs() * 1000),
            number("seq", Notice::seq),
            number("lost", RecordColumns::lost),
            text("ledger", (row, ledger) -> ledger),
            text("service", (row, ledger) -> row.origin().service()),
            text("instance", (row, ledger) -> row.origin().instance()),
            text("type", (row, ledger) -> row.type().code()),
            text("what", (row, ledger) -> row.attributes().get("what")),
            text(
                    "why",
                    (row, ledger) -> row.attributes()
                            .getOrDefault("why", row.attributes().get("reason"))),
            text("attributes", (row, ledger) -> attributes(row)));

    private RecordColumns() {}

    private static List<RecordColumn<AccessRecord>> accesses() {
        List<RecordColumn<AccessRecord>> columns = new ArrayList<>(List.of(
                number("first_us", row -> row.firstMs() * 1000),
                number("last_us", row -> row.lastMs() * 1000),
                number("seq", AccessRecord::seq),
                number("accesses", AccessRecord::count)));
        columns.add(text("ledger", (row, ledger) -> ledger));
        columns.add(text("service", (row, ledger) -> row.origin().service()));
        columns.add(text("instance", (row, ledger) -> row.origin().instance()));
        CONTEXT.forEach(column -> columns.add(column.within(AccessRecord::context)));
        SUBJECT.forEach(column -> columns.add(column.within(AccessRecord::subject)));
        SITE.forEach(column -> columns.add(column.within(AccessRecord::site)));
        return List.copyOf(columns);
    }

    private static @Nullable String joined(List<String> roles) {
        return roles.isEmpty() ? null : String.join(", ", roles);
    }

    private static long lost(Notice notice) {
        String count = notice.attributes().get("count");
        try {
            return count == null ? 0 : Long.parseLong(count);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String attributes(Notice notice) {
        StringBuilder text = new StringBuilder();
        notice.attributes().forEach((key, value) -> {
            if (!text.isEmpty()) {
                text.append(", ");
            }
            text.append(key).append('=').append(value);
        });
        return text.toString();
    }
}
