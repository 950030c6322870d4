package io.piitrace.agent.context;

import io.piitrace.ledger.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which purpose work has that declares none: by where it entered, then by the party of whoever does it. A purpose that only a
 * request's header claims counts for the parties that may claim one; where the code or a rule says otherwise, both are told.
 *
 * <p>Applied to what a frame tells, never to what is refined further: who declares a purpose later still is the first to do so.
 */
final class PurposeRules {
    private final Map<String, Map<String, String>> methods = new HashMap<>();
    private final List<EntryRule> entries = new ArrayList<>();
    private final Map<String, String> parties;
    private final Set<String> trusted;

    private record EntryRule(Pattern entry, String purpose) {}

    /**
     * @param purposes purpose by {@code CLASS#METHOD}, or by {@code GET/path/*}, {@code job/NAME}, {@code kafka/TOPIC}: {@code *} is
     *     anything within one step of a path, {@code **} anything; the first that fits counts
     * @param parties purpose by party
     * @param trusted parties whose header is believed; empty for all
     */
    PurposeRules(Map<String, String> purposes, Map<String, String> parties, Set<String> trusted) {
        purposes.forEach((key, purpose) -> {
            int hash = key.indexOf('#');
            if (hash > 0) {
                methods.computeIfAbsent(key.substring(0, hash).replace('.', '/'), c -> new HashMap<>())
                        .put(key.substring(hash + 1), purpose);
            } else {
                entries.add(new EntryRule(pattern(key), purpose));
            }
        });
        this.parties = Map.copyOf(parties);
        this.trusted = Set.copyOf(trusted);
    }

    /** Purposes of methods by the internal name of their class. */
    Map<String, Map<String, String>> methods() {
        return methods;
    }

    /** What is to be told of work with these values. */
    Context apply(Context stated) {
        Context told = decide(stated);
        boolean counts = Source.isClaim(told.purposeSource());
        String purpose = counts ? null : told.claimedPurpose();
        String ticket = Objects.equals(told.ticket(), told.claimedTicket()) ? null : told.claimedTicket();
        return Objects.equals(purpose, told.claimedPurpose()) && Objects.equals(ticket, told.claimedTicket())
                ? told
                : told.withClaims(purpose, ticket);
    }

    private Context decide(Context stated) {
        boolean undeclared = stated.purpose().equals(Statement.UNDECLARED);
        if (Source.isClaim(stated.purposeSource()) && !mayClaim(stated.party())) {
            undeclared = true;
        }
        if (!undeclared) {
            return stated;
        }
        String byEntry = stated.entry() == null ? null : byEntry(stated.entry());
        if (byEntry != null) {
            return declared(stated, byEntry, Source.RULE);
        }
        String byParty = stated.party() == null ? null : parties.get(stated.party());
        return byParty != null
                ? declared(stated, byParty, Source.DEFAULT)
                : declared(stated, Statement.UNDECLARED, Source.NONE);
    }

    private boolean mayClaim(@Nullable String party) {
        return trusted.isEmpty() || (party != null && trusted.contains(party));
    }

    private @Nullable String byEntry(String entry) {
        if (entries.isEmpty()) {
            return null;
        }
        int end = 0;
        while (end < entry.length() && entry.charAt(end) != ' ' && entry.charAt(end) != ':') {
            end++;
        }
        String rest = end < entry.length() ? entry.substring(end + 1) : "";
        String path = entry.substring(0, end) + (rest.startsWith("/") ? rest : '/' + rest);
        for (EntryRule rule : entries) {
            if (rule.entry.matcher(path).matches()) {
                return rule.purpose;
            }
        }
        return null;
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c != '*') {
                regex.append(Pattern.quote(String.valueOf(c)));
            } else if (i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else {
                regex.append("[^/]*");
            }
        }
        return Pattern.compile(regex.toString());
    }

    private static Context declared(Context of, String purpose, Source source) {
        return of.withPurpose(purpose, source.code());
    }
}
