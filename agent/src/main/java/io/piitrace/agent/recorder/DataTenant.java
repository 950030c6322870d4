package io.piitrace.agent.recorder;

import org.jspecify.annotations.Nullable;

/**
 * The tenant of the last object that named one, in one ring: nearly always that of the next one.
 *
 * <p><b>Threading.</b> The ring's owner.
 */
final class DataTenant {
    private @Nullable String last;
    private int number;

    /** The tenant's number, 0 if it has none yet. */
    int number(Dictionary in, String name) {
        if (!name.equals(last)) {
            int known = in.dataTenant(name);
            if (known == 0) {
                return 0;
            }
            last = name;
            number = known;
        }
        return number;
    }
}
