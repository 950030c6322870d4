package io.piitrace.agent.catalog;

import io.piitrace.ledger.TracedField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows of one class from its own bytes and the configuration.
 *
 * @param name internal name
 * @param fields its personal fields, by {@code name:descriptor}
 * @param statics its personal static fields, by {@code name:descriptor}
 * @param choices its fields that are personal for some objects only, by {@code name:descriptor}
 * @param derived its methods whose result is personal, by {@code name:descriptor}
 * @param accessors its methods without parameters that do nothing but return one of these, as {@code name:descriptor}
 * @param category category of every field whose declared type this class is; null for most
 * @param rule its own rule, the one of its superclasses left out; null for most
 * @param hints what in its annotations has no effect, and what to do about it
 */
public record ClassFacts(
        String name,
        Map<String, TracedField> fields,
        Map<String, TracedField> statics,
        Map<String, List<Choice>> choices,
        Map<String, TracedField> derived,
        Map<String, TracedField> accessors,
        @Nullable String category,
        @Nullable SubjectRule rule,
        List<String> hints) {
    /**
     * A field is personal if another field of the same object has this value.
     *
     * @param other name of the other field
     */
    public record Choice(String other, String value, TracedField field) {}

    /** The personal field, static or not, of this name and descriptor; null if there is none, or only for some objects. */
    public @Nullable TracedField field(String key) {
        TracedField field = fields.get(key);
        return field == null ? statics.get(key) : field;
    }

    /** Whether a field is personal, for some objects at least. */
    public boolean isPersonal(String key) {
        return field(key) != null || choices.containsKey(key);
    }

    boolean isEmpty() {
        return fields.isEmpty()
                && statics.isEmpty()
                && choices.isEmpty()
                && derived.isEmpty()
                && category == null
                && rule == null
                && hints.isEmpty();
    }

    static String key(String name, String descriptor) {
        return name + ':' + descriptor;
    }
}
