package io.piitrace.inspector.query;

import static io.piitrace.inspector.query.RecordColumn.number;
import static io.piitrace.inspector.query.RecordColumn.text;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of the two tables. Times are microseconds since the epoch, UTC; the views make timestamps of them. */
final class RecordColumns {
    static final List<RecordColumn<AccessRecord>> ACCESSES = List.of(
            number("first_us", row -> row.firstMs() * 1000),
            number("last_us", row -> row.lastMs() * 1000),
            number("seq", AccessRecord::seq),
            number("accesses", AccessRecord::count),
            text("ledger", (row, ledger) -> ledger),
            text("service", (row, ledger) -> row.origin().service()),
            text("instance", (row, ledger) -> row.origin().instance()),
            text("tenant", (row, ledger) -> row.context().tenant()),
            text("principal", (row, ledger) -> row.context().principal()),
            text("party", (row, ledger) -> row.context().party()),
            text("roles", (row, ledger) -> joined(row.context().roles())),
            text("region", (row, ledger) -> row.context().region()),
            text("session", (row, ledger) -> row.context().session()),
            text("purpose", (row, ledger) -> row.context().purpose()),
            text("purpose_source", (row, ledger) -> row.context().purposeSource()),
            text("ticket", (row, ledger) -> row.context().ticket()),
            text("subject", (row, ledger) -> row.subject().pseudonym()),
            text("subject_unknown", (row, ledger) -> row.subject().unknownReason()),
            text("subject_tenant", (row, ledger) -> row.subject().tenant()),
            text("field", (row, ledger) -> row.site().field().display()),
            text("type", (row, ledger) -> row.site().type()),
            text("category", (row, ledger) -> row.site().field().category()),
            text("kind", (row, ledger) -> row.site().kind().code()),
            text("site", (row, ledger) -> row.site().place()),
            text("site_source", (row, ledger) -> row.site().inferred() ? "inferred" : null),
            text("entry", (row, ledger) -> row.context().entry()),
            text("trace", (row, ledger) -> row.context().trace()),
            text("request", (row, ledger) -> row.context().request()));

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
