package io.piitrace.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options in force, checked: what {@link OptionReader} read, or the defaults.
 *
 * <p><b>Threading.</b> Immutable.
 */
public final class AgentOptions {
    private final Map<Option, String> values = new EnumMap<>(Option.class);
    private final Map<Option, Map<String, String>> entries = new EnumMap<>(Option.class);

    /** @param checked full keys and their values, every one known and valid */
    AgentOptions(Map<String, String> checked) {
        for (Map.Entry<String, String> entry : checked.entrySet()) {
            String key = entry.getKey();
            Option option = Option.of(key);
            if (option == null) {
                throw new IllegalArgumentException(key);
            }
            if (option.kind() == Option.Kind.ENTRIES) {
                entries.computeIfAbsent(option, o -> new LinkedHashMap<>())
                        .put(key.substring(option.key().length()), entry.getValue());
            } else {
                values.put(option, entry.getValue());
            }
        }
    }

    /** The value, or the default; empty if there is neither. */
    public String text(Option option) {
        return values.getOrDefault(option, option.byDefault());
    }

    public boolean flag(Option option) {
        return Boolean.parseBoolean(text(option));
    }

    public long number(Option option) {
        return Long.parseLong(text(option));
    }

    public List<String> list(Option option) {
        return items(text(option));
    }

    /** What was given under a prefix, by the rest of the key, in the order of precedence of its sources. */
    public Map<String, String> entries(Option option) {
        return Collections.unmodifiableMap(entries.getOrDefault(option, Map.of()));
    }

    /** What differs from the defaults, under the full keys. */
    public Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        values.forEach((option, value) -> given.put(option.key(), value));
        entries.forEach((option, map) -> map.forEach((name, value) -> given.put(option.key() + name, value)));
        return given;
    }

    static List<String> items(String value) {
        List<String> items = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }
}
