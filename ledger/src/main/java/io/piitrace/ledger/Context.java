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
        @Nullable String request) {
    public Context {
        roles = List.copyOf(roles);
    }
}
