package io.piitrace.agent.context;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the context comes from.
 *
 * @param tenant the one tenant of this JVM, if there is one
 * @param defaultPurpose purpose of threads about which nothing is known
 * @param defaultRoles their roles
 * @param headers names of the request headers that are read
 * @param sessionPurpose session attribute with the declared purpose; empty for none
 * @param prefixes beginnings of authorities by what follows them: role, party, tenant, region
 * @param claims names of token claims by what they say: principal, roles, party, tenant, region
 * @param logging keys of the logging context by what they say: the same, ticket, request
 * @param baggageKeys keys of baggage by what they say: the same, purpose, ticket
 * @param messages names of headers of messages by what they say: principal, roles, party, tenant, region
 * @param parties party by role, as either is spelt in the authority or in records
 * @param networks regions of client networks
 * @param purposes purpose by {@code CLASS#METHOD} or by entry
 * @param partyPurposes purpose by party, where nothing else declares one
 * @param trusted parties whose purpose header is believed; empty for all
 * @param off sources that are not asked
 * @param sessionHash keyed hash of session ids
 */
public record ContextOptions(
        @Nullable String tenant,
        @Nullable String defaultPurpose,
        List<String> defaultRoles,
        HeaderNames headers,
        String sessionPurpose,
        Map<String, String> prefixes,
        Map<String, String> claims,
        Map<String, String> logging,
        Map<String, String> baggageKeys,
        Map<String, String> messages,
        Map<String, String> parties,
        Networks networks,
        Map<String, String> purposes,
        Map<String, String> partyPurposes,
        Set<String> trusted,
        Set<String> off,
        UnaryOperator<String> sessionHash) {
    private static final Map<String, String> PREFIXES =
            Map.of("role", "ROLE_", "party", "PARTY_", "tenant", "TENANT_", "region", "REGION_");

    public ContextOptions {
        defaultRoles = List.copyOf(defaultRoles);
        claims = Map.copyOf(claims);
        logging = Map.copyOf(logging);
        baggageKeys = Map.copyOf(baggageKeys);
        messages = Map.copyOf(messages);
        parties = Map.copyOf(parties);
        partyPurposes = Map.copyOf(partyPurposes);
        trusted = Set.copyOf(trusted);
        off = Set.copyOf(off);
        prefixes = Map.copyOf(prefixes);
    }

    Baggage baggage() {
        return new Baggage(baggageKeys);
    }

    /** Where the trace of a request or message stands; empty for nowhere. */
    String traceHeader() {
        return off.contains("trace") ? "" : "traceparent";
    }

    /** The prefix of authorities that say {@code what}; null switches that off. */
    @Nullable
    String prefix(String what) {
        String prefix = prefixes.getOrDefault(what, PREFIXES.get(what));
        return prefix == null || prefix.isEmpty() ? null : prefix;
    }
}
