package io.piitrace.ledger;

import java.util.Map;

/** The count of a {@link NoticeType#LOSS}. */
final class Losses {
    private Losses() {}

    static long count(Map<String, String> attributes) {
        try {
            return Math.max(0, Long.parseLong(attributes.getOrDefault("count", "0")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
