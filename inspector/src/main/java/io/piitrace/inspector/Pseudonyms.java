package io.piitrace.inspector;

import io.piitrace.inspector.query.InputException;
import io.piitrace.inspector.query.Investigation;
import io.piitrace.ledger.seal.SubjectKey;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns ids of persons into the pseudonyms under which ledgers know them: one for each tenant that could know the person, and for each key. */
final class Pseudonyms {
    private static final int DIGITS = 32;

    private final List<SubjectKey> keys;
    private final Set<String> tenants;

    private Pseudonyms(List<SubjectKey> keys, Set<String> tenants) {
        this.keys = keys;
        this.tenants = tenants;
    }

    /**
     * For these ledgers, with the key in this file, or with those found beside the ledgers.
     *
     * @throws InputException where ids would need a key and there is none that can be read
     */
    static Pseudonyms of(Investigation investigation, @Nullable Path key) {
        List<Path> files = key == null ? KeysBeside.find(investigation.roots(), KeysBeside.SUBJECTS) : List.of(key);
        if (files.isEmpty()) {
            throw new InputException(
                    "no subject key (" + KeysBeside.SUBJECTS + ") beside the ledgers: name it with --subject-key FILE,"
                            + " or give the pseudonym, 32 hexadecimal digits, instead of the id");
        }
        Set<String> tenants = new LinkedHashSet<>(Set.of(""));
        tenants.addAll(investigation.scope().tenants());
        tenants.addAll(investigation.tenants());
        return new Pseudonyms(files.stream().map(SubjectKey::in).toList(), tenants);
    }

    /** The pseudonyms of one person, who is given by id or by pseudonym. */
    static Set<String> of(String subject, @Nullable Path key, Investigation investigation) {
        return isPseudonym(subject)
                ? Set.of(subject.toLowerCase(Locale.ROOT))
                : of(investigation, key).of(subject);
    }

    /** The pseudonyms of one person. */
    Set<String> of(String id) {
        if (isPseudonym(id)) {
            return Set.of(id.toLowerCase(Locale.ROOT));
        }
        Set<String> pseudonyms = new HashSet<>();
        try {
            for (SubjectKey key : keys) {
                for (String tenant : tenants) {
                    pseudonyms.add(key.pseudonym(tenant, id));
                }
            }
        } catch (UncheckedIOException e) {
            throw new InputException("subject key cannot be read: " + e.getCause(), e);
        }
        return pseudonyms;
    }

    static boolean isPseudonym(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }
}
