package io.piitrace.agent.catalog;

import java.util.Set;

/**
 * An entry of the configuration that nothing has matched so far.
 *
 * @param fields if the class that it names was there: the fields that the class has
 */
public record Unmatched(String entry, Set<String> fields) {
    public Unmatched {
        fields = Set.copyOf(fields);
    }
}
