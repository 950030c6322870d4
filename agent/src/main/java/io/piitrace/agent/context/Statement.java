package io.piitrace.agent.context;

import io.piitrace.ledger.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source says about the context; null where it says nothing.
 *
 * <p>Statements refine each other from the outermost to the innermost. Another principal never inherits the roles, party
 * and region of the one before: a mixture would be a person who does not exist.
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
        @Nullable String request) {
    static final String UNDECLARED = "undeclared";
    static final String NOT_EXPECTED = "not-expected";
    static final String CONTEXT_LOST = "context-lost";

    /** How a purpose came to be known; its code stands in the records. */
    enum Source {
        ANNOTATION("annotation"),
        API("api"),
        REQUEST_HEADER("request-header"),
        SESSION("session"),
        JOB("job"),
        RULE("rule"),
        DEFAULT("default"),
        NONE("none");

        private final String code;

        Source(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    static Statement purpose(String purpose, Source source) {
        return new Statement(null, null, null, null, null, null, purpose, source, null, null, null, null);
    }

    static Statement entry(String entry) {
        return new Statement(null, null, null, null, null, null, null, Source.NONE, null, entry, null, null);
    }

    static Statement person(@Nullable String principal, @Nullable List<String> roles, @Nullable String party) {
        return new Statement(null, principal, party, roles, null, null, null, Source.NONE, null, null, null, null);
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
        return new Statement(
                null, name, "system", null, null, null, null, Source.NONE, null, "job:" + name, null, null);
    }

    Context refine(Context before) {
        // Somebody states something, hence there is a requester, hence a purpose is to be expected.
        boolean nobody =
                before.purpose().equals(NOT_EXPECTED) || before.purposeSource().equals(Source.DEFAULT.code());
        boolean other =
                nobody || (principal != null && before.principal() != null && !principal.equals(before.principal()));
        boolean claims = source == Source.REQUEST_HEADER;
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
                either(claims ? ticket : null, before.claimedTicket()));
    }

    private static @Nullable String either(@Nullable String stated, @Nullable String before) {
        return stated != null ? stated : before;
    }
}
