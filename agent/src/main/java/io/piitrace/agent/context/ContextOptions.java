package io.piitrace.agent.context;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the context comes from.
 *
 * @param tenant the one tenant of this JVM, if there is one
 * @param defaultPurpose purpose of threads about which nothing is known
 * @param defaultRoles their roles
 * @param purposeHeader name of the request header with the declared purpose; so are the next two
 * @param prefixes beginnings of authorities by what follows them: role, party, tenant, region
 * @param claims names of token claims by what they say: principal, roles, party, tenant, region
 * @param logging keys of the logging context by what they say: the same, ticket, request
 * @param parties party by role, as either is spelt in the authority or in records
 * @param purposes purpose by {@code CLASS#METHOD}
 * @param sessionHash keyed hash of session ids
 */
public record ContextOptions(
        @Nullable String tenant,
        @Nullable String defaultPurpose,
        List<String> defaultRoles,
        String purposeHeader,
        String ticketHeader,
        String requestHeader,
        Map<String, String> prefixes,
        Map<String, String> claims,
        Map<String, String> logging,
        Map<String, String> parties,
        Map<String, String> purposes,
        UnaryOperator<String> sessionHash) {
    private static final Map<String, String> PREFIXES =
            Map.of("role", "ROLE_", "party", "PARTY_", "tenant", "TENANT_", "region", "REGION_");

    public ContextOptions {
        defaultRoles = List.copyOf(defaultRoles);
        claims = Map.copyOf(claims);
        logging = Map.copyOf(logging);
        parties = Map.copyOf(parties);
        purposes = Map.copyOf(purposes);
        prefixes = Map.copyOf(prefixes);
    }

    /** Nothing configured. */
    public static ContextOptions defaults(UnaryOperator<String> sessionHash) {
        return new ContextOptions(
                null,
                null,
                List.of(),
                "X-Access-Purpose",
                "X-Access-Ticket",
                "X-Request-Id",
                PREFIXES,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                sessionHash);
    }

    /** The prefix of authorities that say {@code what}; null switches that off. */
    @Nullable
    String prefix(String what) {
        String prefix = prefixes.getOrDefault(what, PREFIXES.get(what));
        return prefix == null || prefix.isEmpty() ? null : prefix;
    }
}
