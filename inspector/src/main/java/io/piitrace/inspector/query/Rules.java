package io.piitrace.inspector.query;

import io.piitrace.ledger.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may read what for which purpose: the client's own lines, and the vocabulary where none of them applies.
 *
 * <p>A file has a rule a line, the first that applies decides: {@code allow} or {@code deny}, party, role, purpose, category and optionally region,
 * separated by {@code |}; {@code *} stands for anything, {@code #} begins a comment.
 */
public final class Rules {
    private static final int COLUMNS = 6;

    private record Rule(boolean allow, List<String> pattern, String text) {
        boolean applies(List<String> values) {
            for (int i = 0; i < values.size(); i++) {
                String wanted = pattern.get(i);
                if (!wanted.equals("*")
                        && !Arrays.asList(values.get(i).split(", ")).contains(wanted)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Rule> rules;
    private final Vocabulary vocabulary = Vocabulary.standard();

    private Rules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The vocabulary alone. */
    public static Rules standard() {
        return new Rules(List.of());
    }

    public static Rules read(Path file) {
        List<Rule> rules = new ArrayList<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    rules.add(parse(line, file, number));
                }
            }
        } catch (IOException e) {
            throw new InputException("rules cannot be read: " + file + ": " + e, e);
        }
        return new Rules(rules);
    }

    private static Rule parse(String line, Path file, int number) {
        List<String> columns = new ArrayList<>(
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
        if (columns.size() == COLUMNS - 1) {
            columns.add("*");
        }
        String verb = columns.get(0);
        if (columns.size() != COLUMNS || !(verb.equals("allow") || verb.equals("deny"))) {
            throw new InputException("bad rule: file=" + file + " line=" + number
                    + " expected=allow|deny | party | role | purpose | category [| region] found=" + line.strip());
        }
        return new Rule(verb.equals("allow"), columns.subList(1, COLUMNS), line.strip());
    }

    /** What speaks against such a read, or null if nothing does. Absent values are empty; a purpose that is not known is not judged by the vocabulary. */
    @Nullable
    String objection(String party, String roles, String purpose, String category, String region) {
        List<String> values = List.of(party, roles, purpose, category, region);
        for (Rule rule : rules) {
            if (rule.applies(values)) {
                return rule.allow() ? null : "the rules forbid it: " + rule.text();
            }
        }
        if (vocabulary.isNoPurpose(purpose) || purpose.startsWith("x-")) {
            return null;
        }
        Vocabulary.Purpose known = vocabulary.purpose(purpose);
        if (known == null) {
            return "the purpose " + purpose + " is not in the vocabulary";
        }
        if (known.parties().isEmpty()) {
            return "nobody may read client data for " + purpose;
        }
        return party.isEmpty() || known.parties().contains(party)
                ? null
                : party + " may not read for " + purpose + ", only " + String.join(", ", known.parties());
    }
}
