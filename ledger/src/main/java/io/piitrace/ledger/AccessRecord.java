package io.piitrace.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Reads of one personal field of one person from one place in one context, within a short time.
 *
 * @param firstMs time of the first access that it stands for, milliseconds since the epoch
 * @param lastMs time of the last one
 * @param count how many accesses it stands for, at least 1
 */
public record AccessRecord(
        long seq, long firstMs, long lastMs, long count, Origin origin, Context context, Subject subject, Site site)
        implements LedgerRecord {
    @Override
    public void describe(RecordVisitor visitor) {
        visitor.number("seq", seq);
        visitor.time("first", firstMs);
        visitor.time("last", lastMs);
        visitor.number("count", count);
        visitor.text("service", origin.service());
        visitor.text("instance", origin.instance());
        Sources sources = context.sources();
        text(visitor, "tenant", context.tenant());
        text(visitor, "tenantSource", sources.tenant());
        text(visitor, "principal", context.principal());
        text(visitor, "principalSource", sources.principal());
        text(visitor, "party", context.party());
        text(visitor, "partySource", sources.party());
        if (!context.roles().isEmpty()) {
            visitor.texts("roles", context.roles());
        }
        text(visitor, "region", context.region());
        text(visitor, "regionSource", sources.region());
        text(visitor, "session", context.session());
        visitor.text("purpose", context.purpose());
        visitor.text("purposeSource", context.purposeSource());
        text(visitor, "ticket", context.ticket());
        text(visitor, "claimedPurpose", context.claimedPurpose());
        text(visitor, "claimedTicket", context.claimedTicket());
        text(visitor, "subject", subject.pseudonym());
        text(visitor, "subjectUnknown", subject.unknownReason());
        text(visitor, "subjectTenant", subject.tenant());
        visitor.text("field", site.field().display());
        text(visitor, "type", site.type());
        visitor.text("category", site.field().category());
        visitor.text("kind", site.kind().code());
        visitor.text("site", site.place());
        if (site.inferred()) {
            visitor.text("siteSource", "inferred");
        }
        text(visitor, "entry", context.entry());
        text(visitor, "trace", context.trace());
        text(visitor, "request", context.request());
    }

    private static void text(RecordVisitor visitor, String key, @Nullable String value) {
        if (value != null) {
            visitor.text(key, value);
        }
    }
}
