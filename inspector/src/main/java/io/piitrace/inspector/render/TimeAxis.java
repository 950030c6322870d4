package io.piitrace.inspector.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Time from left to right, in steps of one calendar unit, UTC. */
public final class TimeAxis {
    private static final int STEPS = 180;
    private static final int LABELS = 8;

    private final ChronoUnit unit;
    private final Instant start;
    private final long steps;

    private TimeAxis(ChronoUnit unit, Instant start, long steps) {
        this.unit = unit;
        this.start = start;
        this.steps = steps;
    }

    /** An axis with as fine steps as there is room for. */
    public static TimeAxis over(Instant first, Instant last) {
        for (ChronoUnit unit : List.of(ChronoUnit.SECONDS, ChronoUnit.MINUTES, ChronoUnit.HOURS, ChronoUnit.DAYS)) {
            if (Duration.between(first, last).dividedBy(unit.getDuration()) < STEPS || unit == ChronoUnit.DAYS) {
                Instant start = ZonedDateTime.ofInstant(first, ZoneOffset.UTC)
                        .truncatedTo(unit)
                        .toInstant();
                return new TimeAxis(unit, start, Duration.between(start, last).dividedBy(unit.getDuration()) + 1);
            }
        }
        throw new IllegalStateException("no unit");
    }

    /** The step as SQL calls it. */
    public String unit() {
        return switch (unit) {
            case SECONDS -> "second";
            case MINUTES -> "minute";
            case HOURS -> "hour";
            default -> "day";
        };
    }

    long steps() {
        return steps;
    }

    /** Where a time is, from 0 to 1. */
    double position(Instant time) {
        double width = (double) unit.getDuration().toMillis() * steps;
        return Math.max(0, Math.min(1, (time.toEpochMilli() - start.toEpochMilli()) / width));
    }

    /** Times at which the axis has a label: round ones, not too many. */
    List<Instant> labels() {
        long step = 1;
        for (long candidate : rounds()) {
            step = candidate;
            if (steps / candidate <= LABELS) {
                break;
            }
        }
        List<Instant> labels = new ArrayList<>();
        long stepMs = unit.getDuration().toMillis() * step;
        long first = Math.floorDiv(start.toEpochMilli() + stepMs - 1, stepMs) * stepMs;
        for (long ms = first; position(Instant.ofEpochMilli(ms)) < 1; ms += stepMs) {
            labels.add(Instant.ofEpochMilli(ms));
        }
        return labels;
    }

    private List<Long> rounds() {
        return switch (unit) {
            case HOURS -> List.of(1L, 2L, 3L, 6L, 12L, 24L, 48L);
            case DAYS -> List.of(1L, 2L, 7L, 14L, 30L, 90L, 180L, 365L, 730L, 3650L);
            default -> List.of(1L, 2L, 5L, 10L, 15L, 30L, 60L);
        };
    }

    String label(Instant time) {
        String pattern = switch (unit) {
            case SECONDS -> "HH:mm:ss";
            case MINUTES -> "HH:mm";
            case HOURS -> "MMM d HH:mm";
            default -> "yyyy-MM-dd";
        };
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(time);
    }
}
