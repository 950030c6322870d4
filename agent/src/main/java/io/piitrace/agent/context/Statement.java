package io.piitrace.agent.context;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.Sources;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source says about the context; null where it says nothing.
 *
 * <p>Statements refine each other from the outermost to the innermost. Another principal never inherits the roles, party
 * and region of the one before: a mixture would be a person who does not exist.
 *
 * @param source of the purpose
 * @param sources of what else is stated
 */
record Statement(
        @Nullable String tenant,
        @Nullable String principal,
        @Nullable String party,
        @Nullable List<String> roles,
        @Nullable String region,
        @Nullable String session,
        @Nullable String purpose,
        Source source,
        @Nullable String ticket,
        @Nullable String entry,
        @Nullable String trace,
        @Nullable String request,
        Sources sources) {
    static final String UNDECLARED = "undeclared";
    static final String NOT_EXPECTED = "not-expected";
    static final String CONTEXT_LOST = "context-lost";

    /** All of it from one source. */
    Statement(
            @Nullable String tenant,
            @Nullable String principal,
            @Nullable String party,
            @Nullable List<String> roles,
            @Nullable String region,
            @Nullable String session,
            @Nullable String purpose,
            Source source,
            @Nullable String ticket,
            @Nullable String entry,
            @Nullable String trace,
            @Nullable String request) {
        this(
                tenant,
                principal,
                party,
                roles,
                region,
                session,
                purpose,
                source,
                ticket,
                entry,
                trace,
                request,
                source.sources());
    }

    /** The same, from other sources. */
    Statement from(Sources other) {
        return new Statement(
                tenant, principal, party, roles, region, session, purpose, source, ticket, entry, trace, request,
                other);
    }

    static Statement purpose(String purpose, Source source) {
        return new Statement(null, null, null, null, null, null, purpose, source, null, null, null, null);
    }

    static Statement entry(String entry) {
        return new Statement(null, null, null, null, null, null, null, Source.NONE, null, entry, null, null);
    }

    /** The party follows from the roles. */
    static Statement person(
            @Nullable String principal, @Nullable List<String> roles, @Nullable String party, Source source) {
        return new Statement(null, principal, party, roles, null, null, null, Source.NONE, null, null, null, null)
                .from(new Sources(source.code(), Source.ROLE.code(), null, null));
    }

    static Statement trace(@Nullable String trace) {
        return new Statement(null, null, null, null, null, null, null, Source.NONE, null, null, trace, null);
    }

    /** Work that came from elsewhere, as what it carries along says. */
    static Statement arrival(
            String entry,
            @Nullable String purpose,
            @Nullable String ticket,
            @Nullable String trace,
            @Nullable String request) {
        return new Statement(
                null, null, null, null, null, null, purpose, Source.REQUEST_HEADER, ticket, entry, trace, request);
    }

    /** A job is its own principal, and the product itself the party. */
    static Statement job(String name) {
        return new Statement(null, name, "system", null, null, null, null, Source.NONE, null, "job:" + name, null, null)
                .from(Source.JOB.sources());
    }

    /** This, and what the other one says of which this says nothing. Nobody gets another person's roles, party and region. */
    Statement or(Statement other) {
        boolean same = principal == null || other.principal == null || principal.equals(other.principal);
        return new Statement(
                either(tenant, other.tenant),
                either(principal, other.principal),
                either(party, same ? other.party : null),
                roles != null || !same ? roles : other.roles,
                either(region, same ? other.region : null),
                either(session, other.session),
                either(purpose, other.purpose),
                purpose == null && (other.purpose != null || source == Source.NONE) ? other.source : source,
                either(ticket, other.ticket),
                either(entry, other.entry),
                either(trace, other.trace),
                either(request, other.request),
                new Sources(
                        principal != null ? sources.principal() : other.sources.principal(),
                        party != null ? sources.party() : other.sources.party(),
                        tenant != null ? sources.tenant() : other.sources.tenant(),
                        region != null ? sources.region() : other.sources.region()));
    }

    /** Of this what nothing but the same source has said before; null if that is nothing. */
    @Nullable
    Statement beyond(Context known) {
        Sources by = known.sources();
        boolean same = principal == null || known.principal() == null || principal.equals(known.principal());
        boolean whose = same || source.code().equals(by.principal());
        String purposeBefore = known.purpose();
        boolean declared = !purposeBefore.equals(UNDECLARED)
                && !purposeBefore.equals(NOT_EXPECTED)
                && !known.purposeSource().equals(Source.DEFAULT.code());
        Statement more = new Statement(
                unless(tenant, known.tenant(), by.tenant()),
                unless(principal, known.principal(), by.principal()),
                whose ? unless(party, same ? known.party() : null, by.party()) : null,
                whose
                                && roles != null
                                && !roles.equals(known.roles())
                                && (known.roles().isEmpty() || !same)
                        ? roles
                        : null,
                whose ? unless(region, same ? known.region() : null, by.region()) : null,
                null,
                declared ? unless(purpose, purposeBefore, known.purposeSource()) : purpose,
                source,
                known.ticket() == null ? ticket : null,
                null,
                null,
                null);
        return more.isNothing() ? null : more;
    }

    private @Nullable String unless(@Nullable String said, @Nullable String before, @Nullable String by) {
        return before == null || (source.code().equals(by) && !before.equals(said)) ? said : null;
    }

    private boolean isNothing() {
        return tenant == null
                && principal == null
                && party == null
                && roles == null
                && region == null
                && purpose == null
                && ticket == null;
    }

    /** A program that is a job as a whole. */
    static Statement program(String name) {
        return new Statement(
                        null, name, "system", null, null, null, null, Source.NONE, null, "main:" + name, null, null)
                .from(Source.JOB.sources());
    }

    /** Work on what has arrived, on nobody else's behalf: it is its own principal, and the product itself the party. */
    static Statement own(String entry) {
        return new Statement(null, entry, "system", null, null, null, null, Source.NONE, null, entry, null, null)
                .from(Source.MESSAGE.sources());
    }

    Context refine(Context before) {
        // Somebody states something, hence there is a requester, hence a purpose is to be expected.
        boolean nobody =
                before.purpose().equals(NOT_EXPECTED) || before.purposeSource().equals(Source.DEFAULT.code());
        boolean other =
                nobody || (principal != null && before.principal() != null && !principal.equals(before.principal()));
        boolean claims = source.isClaim();
        return new Context(
                either(tenant, before.tenant()),
                either(principal, before.principal()),
                either(party, other ? null : before.party()),
                roles != null ? roles : other ? List.of() : before.roles(),
                either(region, other ? null : before.region()),
                either(session, before.session()),
                purpose != null ? purpose : nobody ? UNDECLARED : before.purpose(),
                purpose != null ? source.code() : nobody ? Source.NONE.code() : before.purposeSource(),
                either(ticket, before.ticket()),
                either(entry, before.entry()),
                either(trace, before.trace()),
                either(request, before.request()),
                either(claims ? purpose : null, before.claimedPurpose()),
                either(claims ? ticket : null, before.claimedTicket()),
                sources(before.sources(), other));
    }

    private Sources sources(Sources before, boolean other) {
        return new Sources(
                principal != null ? sources.principal() : before.principal(),
                party != null ? sources.party() : other ? null : before.party(),
                tenant != null ? sources.tenant() : before.tenant(),
                region != null ? sources.region() : other ? null : before.region());
    }

    private static @Nullable String either(@Nullable String stated, @Nullable String before) {
        return stated != null ? stated : before;
    }
}
