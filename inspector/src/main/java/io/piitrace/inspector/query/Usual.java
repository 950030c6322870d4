package io.piitrace.inspector.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many people a principal reads in an hour: the one in question at other times, and others like it. */
final class Usual {
    /** One principal in one hour. */
    private record Hour(String principal, String party, String roles, Instant hour, long people) {}

    private final List<Hour> hours = new ArrayList<>();

    Usual(Table principalHours) {
        for (int row = 0; row < principalHours.size(); row++) {
            Instant hour = principalHours.time(row, "hour");
            if (hour != null) {
                hours.add(new Hour(
                        principalHours.text(row, "principal"),
                        principalHours.text(row, "party"),
                        principalHours.text(row, "roles"),
                        hour,
                        principalHours.number(row, "people")));
            }
        }
    }

    /** The median over the principal's other hours, or null where there are too few to tell. */
    @Nullable
    Long own(String principal, Instant except, int atLeast) {
        List<Long> others = new ArrayList<>();
        for (Hour hour : hours) {
            if (hour.principal.equals(principal) && !hour.hour.equals(except)) {
                others.add(hour.people);
            }
        }
        return others.size() < atLeast ? null : median(others);
    }

    /**
     * The median of the busiest hours of others in the same role, or null where there is none.
     *
     * @param anyRole whether others of the same party will do then
     */
    @Nullable
    Long peers(String principal, String party, String roles, boolean anyRole) {
        Map<String, Long> sameRoles = new HashMap<>();
        Map<String, Long> sameParty = new HashMap<>();
        for (Hour hour : hours) {
            if (!hour.principal.equals(principal) && hour.party.equals(party)) {
                sameParty.merge(hour.principal, hour.people, Math::max);
                if (hour.roles.equals(roles)) {
                    sameRoles.merge(hour.principal, hour.people, Math::max);
                }
            }
        }
        if (!sameRoles.isEmpty()) {
            return median(new ArrayList<>(sameRoles.values()));
        }
        return sameParty.isEmpty() || !anyRole ? null : median(new ArrayList<>(sameParty.values()));
    }

    private static Long median(List<Long> values) {
        values.sort(null);
        return values.get(values.size() / 2);
    }
}
