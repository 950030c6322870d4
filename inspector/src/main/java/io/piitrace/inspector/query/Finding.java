package io.piitrace.inspector.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that an investigator should look at: what one principal did by one way in one role for one purpose, and all that speaks against it.
 *
 * @param score from 1 to 100; the worst first
 * @param title what happened, in a sentence
 * @param evidence ledgers and ordinals of the records it rests on
 */
public record Finding(int score, String title, Episode episode, List<Signal> signals, String evidence) {
    public Finding {
        signals = List.copyOf(signals);
    }

    /**
     * Reads that belong together.
     *
     * @param subjects how many people they are about
     * @param categories codes, separated by commas
     */
    public record Episode(
            @Nullable String principal,
            @Nullable String party,
            @Nullable String roles,
            @Nullable String region,
            @Nullable String tenant,
            String purpose,
            String purposeSource,
            @Nullable String ticket,
            @Nullable String entry,
            String categories,
            @Nullable Instant first,
            @Nullable Instant last,
            long accesses,
            long subjects) {}
}
