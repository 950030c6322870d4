package io.piitrace.ledger;

import java.util.ArrayList;
import java.util.List;

/** Numbers of blocks that were not where they should be. */
final class MissingBlocks {
    private final List<long[]> ranges = new ArrayList<>();

    /** From {@code first} up to but not including {@code end}. */
    void add(long first, long end) {
        if (ranges.size() < Flaws.LISTED) {
            ranges.add(new long[] {first, end});
        }
    }

    /** Whether this number was missing; it is no longer. */
    boolean remove(long number) {
        for (long[] range : ranges) {
            if (number >= range[0] && number < range[1]) {
                add(number + 1, range[1]);
                range[1] = number;
                return true;
            }
        }
        return false;
    }
}
