package io.piitrace.inspector.query;

import io.piitrace.inspector.query.Finding.Episode;
import io.piitrace.ledger.Vocabulary;
import io.piitrace.ledger.Vocabulary.Category;
import io.piitrace.ledger.Vocabulary.Sensitivity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what an investigator should see first. Reads are put together to episodes; whatever speaks against an episode adds up, as independent doubts
 * do (1 − Π(1 − weight)), and counts for more the more sensitive the data and the more people it is about.
 */
public final class FindingSearch {
    private static final double PEOPLE_FULL = 3;

    private final Investigation investigation;
    private final FindingOptions options;

    public FindingSearch(Investigation investigation, FindingOptions options) {
        this.investigation = investigation;
        this.options = options;
    }

    /** The findings, the worst first. */
    public List<Finding> run() {
        investigation.fill("watched", options.watchedRows());
        investigation.fill("person", options.personRows());
        Map<String, Object> which = new LinkedHashMap<>();
        which.put("all_kinds", options.allKinds());
        which.put("known_until", knownUntil());
        Episodes episodes = new Episodes();
        for (String question : List.of("episodes", "episode_categories", "episode_hours", "episode_new_sites")) {
            episodes.with(question, investigation.ask(question, which));
        }
        if (!options.watched().isEmpty()) {
            episodes.with("episode_watched", investigation.ask("episode_watched", which));
        }
        if (!options.persons().isEmpty()) {
            episodes.with("episode_self", investigation.ask("episode_self", which));
        }
        Usual usual = new Usual(investigation.ask("principal_hours", which));
        List<Finding> findings = new ArrayList<>();
        for (int row = 0; row < episodes.table("episodes").size(); row++) {
            Finding finding = judge(episodes, row, usual);
            if (finding != null) {
                findings.add(finding);
            }
        }
        findings.sort(Comparator.comparingInt(Finding::score)
                .thenComparingLong(finding -> finding.episode().subjects())
                .reversed());
        return findings;
    }

    /** Places first read from before this time, as text for SQL, are not news. */
    private String knownUntil() {
        Instant first = investigation.ask("span").time(0, "first");
        Instant known = first == null ? Instant.EPOCH : first.plus(options.known());
        return known.toString().replace('T', ' ').replace("Z", "");
    }

    private @Nullable Finding judge(Episodes episodes, int row, Usual usual) {
        Table table = episodes.table("episodes");
        List<String> identity = Episodes.identity(table, row);
        List<String> categories = texts(episodes, "episode_categories", identity, "category");
        Episode episode = episode(table, row, categories);
        Suspicion suspicion = new Suspicion(options, episode);
        suspicion.crossing(table.text(row, "crosses"));
        suspicion.purpose();
        suspicion.rules(categories);

        Table hours = episodes.table("episode_hours");
        Instant busiest = Instant.EPOCH;
        long most = 0;
        List<Instant> times = new ArrayList<>();
        for (int hour : episodes.rows("episode_hours", identity)) {
            Instant start = hours.time(hour, "hour");
            Instant first = hours.time(hour, "first");
            if (start != null && first != null) {
                times.add(first);
                if (hours.number(hour, "people") > most) {
                    most = hours.number(hour, "people");
                    busiest = start;
                }
            }
        }
        suspicion.bulk(busiest, most, usual);
        suspicion.offHours(times);
        Table sites = episodes.table("episode_new_sites");
        for (int site : episodes.rows("episode_new_sites", identity)) {
            suspicion.newSites(sites.number(site, "sites"), sites.text(site, "site"));
        }
        for (int watched : episodes.rows("episode_watched", identity)) {
            suspicion.watched(episodes.table("episode_watched").number(watched, "people"));
        }
        suspicion.self(!episodes.rows("episode_self", identity).isEmpty());
        List<Signal> signals = suspicion.signals();
        return signals.isEmpty()
                ? null
                : new Finding(
                        score(signals, categories, episode.subjects()),
                        title(episode, categories, table.text(row, "crosses")),
                        episode,
                        signals,
                        evidence(table, row));
    }

    private static Episode episode(Table table, int row, List<String> categories) {
        return new Episode(
                absent(table.text(row, "principal")),
                absent(table.text(row, "party")),
                absent(table.text(row, "roles")),
                absent(table.text(row, "region")),
                absent(table.text(row, "tenant")),
                table.text(row, "purpose"),
                table.text(row, "purpose_source"),
                absent(table.text(row, "ticket")),
                absent(table.text(row, "entry")),
                String.join(", ", categories),
                table.time(row, "first"),
                table.time(row, "last"),
                table.number(row, "accesses"),
                table.number(row, "people"));
    }

    static int score(List<Signal> signals, List<String> categories, long people) {
        double doubt = 1;
        for (Signal signal : signals) {
            doubt *= 1 - signal.weight();
        }
        double reach = 0.75 + 0.25 * Math.min(1, Math.log10(1.0 + people) / PEOPLE_FULL);
        return (int) Math.max(1, Math.round(100 * (1 - doubt) * reach * sensitivity(categories)));
    }

    private static double sensitivity(List<String> categories) {
        Sensitivity worst = Sensitivity.LOW;
        for (String code : categories) {
            Category category = Vocabulary.standard().category(code);
            Sensitivity sensitivity = category == null ? Sensitivity.MEDIUM : category.sensitivity();
            worst = sensitivity.compareTo(worst) > 0 ? sensitivity : worst;
        }
        return switch (worst) {
            case HIGH -> 1;
            case MEDIUM -> 0.9;
            case LOW -> 0.8;
        };
    }

    private static String title(Episode episode, List<String> categories, String crosses) {
        Vocabulary vocabulary = Vocabulary.standard();
        String what = categories.size() <= 4
                ? String.join(", ", categories)
                : String.join(", ", categories.subList(0, 3)) + " and " + (categories.size() - 3) + " more";
        String whose = episode.subjects() == 0
                ? "people not identified"
                : String.format(
                        Locale.ROOT, "%,d %s", episode.subjects(), episode.subjects() == 1 ? "person" : "people");
        String why = switch (episode.purpose()) {
            case Vocabulary.UNDECLARED -> "with no declared purpose";
            case Vocabulary.CONTEXT_LOST -> "for a purpose that was lost";
            default -> vocabulary.isNoPurpose(episode.purpose()) ? "" : "for " + episode.purpose();
        };
        String title = (episode.principal() == null ? "somebody unknown" : episode.principal()) + " read " + what
                + " of " + whose + (crosses.isEmpty() ? "" : " of tenant " + crosses);
        return why.isEmpty() ? title : title + " " + why;
    }

    private static String evidence(Table table, int row) {
        long records = table.number(row, "records");
        long ledgers = table.number(row, "ledgers");
        return String.format(
                Locale.ROOT,
                "%,d %s in ledger %s, seq %d to %d%s",
                records,
                records == 1 ? "record" : "records",
                table.text(row, "ledger"),
                table.number(row, "first_seq"),
                table.number(row, "last_seq"),
                ledgers > 1 ? " and " + (ledgers - 1) + " more ledgers" : "");
    }

    private static List<String> texts(Episodes episodes, String question, List<String> identity, String column) {
        List<String> texts = new ArrayList<>();
        for (int row : episodes.rows(question, identity)) {
            texts.add(episodes.table(question).text(row, column));
        }
        return texts;
    }

    private static @Nullable String absent(String text) {
        return text.isEmpty() ? null : text;
    }
}
