package io.piitrace.inspector.query;

import io.piitrace.inspector.query.Finding.Episode;
import io.piitrace.inspector.query.FindingOptions.OffHours;
import io.piitrace.ledger.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Weighs one episode: each method says one thing that may speak against it. The weights are documented with the command. */
final class Suspicion {
    private static final double MOST = 0.65;

    private final FindingOptions options;
    private final Episode episode;
    private final boolean person;
    private final boolean client;
    private final List<Signal> signals = new ArrayList<>();
    private boolean objected;

    Suspicion(FindingOptions options, Episode episode) {
        this.options = options;
        this.episode = episode;
        String code = empty(episode.party());
        Vocabulary.Party party = Vocabulary.standard().party(code);
        person = party == null || party.person();
        client = code.startsWith("client-");
    }

    List<Signal> signals() {
        return signals;
    }

    void purpose() {
        String purpose = episode.purpose();
        if (purpose.equals(Vocabulary.CONTEXT_LOST)) {
            add(
                    "context-lost",
                    0.15,
                    "the purpose was lost in a hand-off between threads: the tracing has a gap there");
        } else if (purpose.equals(Vocabulary.UNDECLARED)) {
            objected = true;
            if (!person) {
                add("undeclared", 0.15, "a job of the product declares no purpose");
            } else if (client) {
                add("undeclared", 0.3, "no purpose declared");
            } else {
                add("undeclared", 0.6, "no purpose declared, by " + who() + " from outside the client");
            }
        } else if (purpose.equals("support-request") || purpose.equals("service-request")) {
            if (person && episode.ticket() == null) {
                add("no-ticket", 0.2, purpose + " without a ticket");
            }
        }
    }

    void rules(List<String> categories) {
        for (String category : categories) {
            String objection = options.rules()
                    .objection(
                            empty(episode.party()),
                            empty(episode.roles()),
                            episode.purpose(),
                            category,
                            empty(episode.region()));
            if (objection != null) {
                objected = true;
                String rule = episode.purpose().equals("marketing") ? "marketing" : "not-allowed";
                add(rule, rule.equals("marketing") ? 0.6 : 0.5, objection);
                return;
            }
        }
    }

    void crossing(String otherTenant) {
        if (!otherTenant.isEmpty()) {
            objected = true;
            add(
                    "cross-tenant",
                    person ? 0.85 : 0.6,
                    "reads data of tenant " + otherTenant + " in work of tenant " + empty(episode.tenant()));
        }
    }

    /** Many people within an hour, by what is usual. Who has leave and nothing to be compared with is not suspected. */
    void bulk(Instant hour, long people, Usual usual) {
        if (people < options.bulk()) {
            return;
        }
        String principal = empty(episode.principal());
        Long own = usual.own(principal, hour, person ? 2 : 3);
        Long peers = person ? usual.peers(principal, empty(episode.party()), empty(episode.roles()), objected) : null;
        boolean trusted = !objected && (client || !person);
        if (own == null && (trusted || (peers == null && !objected))) {
            return;
        }
        long baseline = Math.max(1, Math.max(own == null ? 1 : own, trusted || peers == null ? 1 : peers));
        if (people < 3 * baseline) {
            return;
        }
        double steps = Math.log((double) people / baseline / 3) / Math.log(2);
        double weight = Math.min(objected ? MOST : 0.4, 0.2 + 0.08 * steps);
        add("bulk", weight, String.format(Locale.ROOT, "%,d people within an hour; ", people) + compared(own, peers));
    }

    private static String compared(@Nullable Long own, @Nullable Long peers) {
        if (own == null && peers == null) {
            return "nothing yet to compare it with";
        }
        return own == null
                ? String.format(Locale.ROOT, "others like it: %,d", peers)
                : String.format(Locale.ROOT, "at other times: %,d", own)
                        + (peers == null ? "" : String.format(Locale.ROOT, ", others like it: %,d", peers));
    }

    /** Whoever works on a ticket may do so at any time. */
    void offHours(List<Instant> times) {
        OffHours off = options.off();
        if (off != null && person && episode.ticket() == null && times.stream().anyMatch(off::contains)) {
            add("off-hours", 0.2, "at a time when nobody is expected to work (" + off + ")");
        }
    }

    void newSites(long sites, String site) {
        if (sites > 0) {
            add(
                    "first-site",
                    0.15,
                    "from code that nobody read from before: " + site
                            + (sites > 1 ? String.format(Locale.ROOT, " and %,d other places", sites - 1) : ""));
        }
    }

    void watched(long people) {
        if (people > 0) {
            add("watch-list", 0.4, String.format(Locale.ROOT, "about %,d people on the watch list", people));
        }
    }

    void self(boolean self) {
        if (self && !episode.purpose().equals("client-use")) {
            add("self", 0.25, "reads about the own person for another purpose than client-use");
        }
    }

    private String who() {
        return episode.party() == null ? "somebody" : episode.party();
    }

    private void add(String rule, double weight, String reason) {
        signals.add(new Signal(rule, weight, reason));
    }

    private static String empty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
