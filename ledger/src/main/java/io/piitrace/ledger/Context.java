package io.piitrace.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who read, in which role, why, and as part of which work. Absent means unknown; purpose and its source are never absent.
 *
 * @param tenant the tenant under which the work ran
 * @param principal the person or service that caused the access
 * @param party a party code of the vocabulary
 * @param roles the capacities in which the principal acted
 * @param region where the principal sits
 * @param session keyed hash of the session id, never the id
 * @param purpose a purpose code, or {@code undeclared}, {@code not-expected}, {@code context-lost}
 * @param purposeSource how the purpose came to be known: {@code annotation}, {@code api}, {@code request-header} …
 * @param ticket reference to the case that the access serves
 * @param entry the request or job: {@code GET /employees/{id}}, {@code job:nightly-payout}
 * @param trace W3C trace id, 32 lower-case hexadecimal digits
 * @param request the application's own request id
 * @param claimedPurpose what a header of the request claims as its purpose, where the purpose came to be known otherwise
 * @param claimedTicket the ticket that a header of the request names, where it is another one
 * @param sources how principal, party, tenant and region came to be known
 */
public record Context(
        @Nullable String tenant,
        @Nullable String principal,
        @Nullable String party,
        List<String> roles,
        @Nullable String region,
        @Nullable String session,
        String purpose,
        String purposeSource,
        @Nullable String ticket,
        @Nullable String entry,
        @Nullable String trace,
        @Nullable String request,
        @Nullable String claimedPurpose,
        @Nullable String claimedTicket,
        Sources sources) {
    /** How the role begins that tells in whose name the principal acts. */
    public static final String ACTING_AS = "acting-as:";

    public Context {
        roles = List.copyOf(roles);
    }

    /** Of which no header claims anything else, and of which it is not known how it came to be known. */
    public Context(
            @Nullable String tenant,
            @Nullable String principal,
            @Nullable String party,
            List<String> roles,
            @Nullable String region,
            @Nullable String session,
            String purpose,
            String purposeSource,
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
                purposeSource,
                ticket,
                entry,
                trace,
                request,
                null,
                null,
                Sources.NONE);
    }

    /** The same under another tenant. */
    public Context withTenant(@Nullable String other, String source) {
        Sources known = new Sources(sources.principal(), sources.party(), source, sources.region());
        return with(other, principal, roles, purpose, purposeSource, claimedPurpose, claimedTicket, known);
    }

    /** The same of another principal. */
    public Context withPrincipal(@Nullable String other) {
        return with(tenant, other, roles, purpose, purposeSource, claimedPurpose, claimedTicket, sources);
    }

    /** The same in other roles. */
    public Context withRoles(List<String> others) {
        return with(tenant, principal, others, purpose, purposeSource, claimedPurpose, claimedTicket, sources);
    }

    /** The same for another purpose. */
    public Context withPurpose(String other, String source) {
        return with(tenant, principal, roles, other, source, claimedPurpose, claimedTicket, sources);
    }

    /** The same with other claims. */
    public Context withClaims(@Nullable String ofPurpose, @Nullable String ofTicket) {
        return with(tenant, principal, roles, purpose, purposeSource, ofPurpose, ofTicket, sources);
    }

    /** The same from other sources. */
    public Context withSources(Sources other) {
        return with(tenant, principal, roles, purpose, purposeSource, claimedPurpose, claimedTicket, other);
    }

    private Context with(
            @Nullable String itsTenant,
            @Nullable String itsPrincipal,
            List<String> itsRoles,
            String itsPurpose,
            String itsSource,
            @Nullable String ofPurpose,
            @Nullable String ofTicket,
            Sources itsSources) {
        return new Context(
                itsTenant,
                itsPrincipal,
                party,
                itsRoles,
                region,
                session,
                itsPurpose,
                itsSource,
                ticket,
                entry,
                trace,
                request,
                ofPurpose,
                ofTicket,
                itsSources);
    }
}
