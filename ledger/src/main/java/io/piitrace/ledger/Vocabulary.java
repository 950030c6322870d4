package io.piitrace.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The registry of codes that records carry: categories, parties, purposes and their sources, each with what is known of it.
 *
 * <p>The list that ships is {@code vocabulary.txt} beside this class. Codes that are not in it are legal in records (a client
 * names its own with {@code x-}); looking them up gives null.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class Vocabulary {
    /** A request of a person or tenant declared no purpose: a finding. */
    public static final String UNDECLARED = "undeclared";

    /** Work that nobody asked for: warm-up of the JVM, a framework, a cache. */
    public static final String NOT_EXPECTED = "not-expected";

    /** There was a purpose, but a hand-off between threads lost it: a defect of the tracing. */
    public static final String CONTEXT_LOST = "context-lost";

    /** What kind of fact a field holds. */
    public record Category(String code, String label, String term, String dataClass, Sensitivity sensitivity) {
        /** The number of the OCSF data class, 1 for personal. */
        public int dataClassId() {
            return Integer.parseInt(dataClass.substring(0, dataClass.indexOf(' ')));
        }
    }

    /** How much harm a disclosure does. */
    public enum Sensitivity {
        LOW,
        MEDIUM,
        HIGH
    }

    /** In which relation to the client somebody reads; {@code person} is false for the product itself. */
    public record Party(String code, String label, boolean person) {}

    /** Why somebody reads, and which parties may say so by default. */
    public record Purpose(String code, String label, String term, List<String> parties) {}

    private int version;
    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final Map<String, Party> parties = new LinkedHashMap<>();
    private final Map<String, Purpose> purposes = new LinkedHashMap<>();
    private final Map<String, String> noPurposes = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();

    private Vocabulary() {}

    /** The vocabulary that ships with the product. */
    public static Vocabulary standard() {
        return Standard.VOCABULARY;
    }

    static Vocabulary read(BufferedReader lines) throws IOException {
        Vocabulary vocabulary = new Vocabulary();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank() && line.charAt(0) != '#') {
                try {
                    vocabulary.add(line.split("\\|", -1));
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    throw new IOException("bad vocabulary line: line=" + number + " found=" + line.strip(), e);
                }
            }
        }
        return vocabulary;
    }

    private void add(String[] columns) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] = columns[i].strip();
        }
        String code = columns[1];
        switch (columns[0]) {
            case "version" -> version = Integer.parseInt(code);
            case "category" ->
                categories.put(code, new Category(code, columns[2], columns[3], columns[4], sensitivity(columns[5])));
            case "party" -> parties.put(code, new Party(code, columns[2], columns[3].equals("person")));
            case "purpose" -> purposes.put(code, new Purpose(code, columns[2], columns[3], codes(columns[4])));
            case "no-purpose" -> noPurposes.put(code, columns[2]);
            case "source" -> sources.put(code, columns[2]);
            default -> throw new IllegalArgumentException(columns[0]);
        }
    }

    private static Sensitivity sensitivity(String code) {
        for (Sensitivity sensitivity : Sensitivity.values()) {
            if (sensitivity.name().equalsIgnoreCase(code)) {
                return sensitivity;
            }
        }
        throw new IllegalArgumentException(code);
    }

    private static List<String> codes(String column) {
        return column.equals("-") ? List.of() : List.of(column.split(" "));
    }

    public int version() {
        return version;
    }

    public Collection<Category> categories() {
        return Collections.unmodifiableCollection(categories.values());
    }

    public Collection<Party> parties() {
        return Collections.unmodifiableCollection(parties.values());
    }

    public Collection<Purpose> purposes() {
        return Collections.unmodifiableCollection(purposes.values());
    }

    public @Nullable Category category(String code) {
        return categories.get(code);
    }

    public @Nullable Party party(String code) {
        return parties.get(code);
    }

    public @Nullable Purpose purpose(String code) {
        return purposes.get(code);
    }

    /** Whether the code says that no purpose is known, for one of three reasons. */
    public boolean isNoPurpose(String code) {
        return noPurposes.containsKey(code);
    }

    /** Whether a record may carry this purpose without a word: a purpose of the list, a reason for none, or a client's own. */
    public boolean isKnownPurpose(String code) {
        return purposes.containsKey(code) || noPurposes.containsKey(code) || code.startsWith("x-");
    }

    /** Whether a field may carry this category without a word: one of the list, or a client's own. */
    public boolean isKnownCategory(String code) {
        return categories.containsKey(code) || code.startsWith("x-");
    }

    public boolean isKnownSource(String code) {
        return sources.containsKey(code);
    }

    /** Loads at first use: a JVM that only wants the constants reads no file. */
    private static final class Standard {
        static final Vocabulary VOCABULARY = load();

        private static Vocabulary load() {
            try (InputStream in = Vocabulary.class.getResourceAsStream("vocabulary.txt")) {
                if (in == null) {
                    throw new IOException("vocabulary.txt is missing beside " + Vocabulary.class.getName());
                }
                return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
