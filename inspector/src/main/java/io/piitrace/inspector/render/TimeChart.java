package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Finding;
import io.piitrace.inspector.query.Table;
import io.piitrace.ledger.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was read over time, as SVG: columns stacked by party, beneath them a lane for each of the busiest principals, and the findings as marks at their
 * times.
 */
public final class TimeChart {
    private static final double LEFT = 170;
    private static final double WIDTH = 820;
    private static final double TOP = 34;
    private static final double HEIGHT = 170;
    private static final double LANE = 20;
    private static final int MARKS = 5;
    private static final double GAP = 19;
    private static final int NAME = 24;

    private final TimeAxis axis;
    private final Markup svg = new Markup();

    private TimeChart(TimeAxis axis) {
        this.axis = axis;
    }

    /**
     * Draws it.
     *
     * @param volume columns {@code time}, {@code party}, {@code accesses}
     * @param activity columns {@code principal}, {@code time}, {@code people}
     */
    public static String draw(TimeAxis axis, Table volume, Table activity, List<Finding> findings) {
        TimeChart chart = new TimeChart(axis);
        List<Finding> marked = findings.stream()
                .filter(finding -> finding.score() >= Section.Findings.MINOR)
                .limit(MARKS)
                .toList();
        double lanes = TOP + HEIGHT + 30 + (marked.isEmpty() ? 0 : 24);
        Set<String> principals = new LinkedHashSet<>();
        for (int row = 0; row < activity.size(); row++) {
            principals.add(activity.text(row, "principal"));
        }
        double bottom = lanes + LANE * principals.size() + 6;
        chart.svg.raw(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 1000 %.0f\" role=\"img\" aria-label=\"accesses over time\">%n",
                bottom));
        chart.columns(volume);
        chart.marks(marked);
        chart.lanes(lanes, activity, new ArrayList<>(principals));
        chart.svg.raw("</svg>\n");
        return chart.svg.toString();
    }

    private void columns(Table volume) {
        Map<Instant, Long> totals = new HashMap<>();
        for (int row = 0; row < volume.size(); row++) {
            Instant time = volume.time(row, "time");
            if (time != null) {
                totals.merge(time, volume.number(row, "accesses"), Long::sum);
            }
        }
        long most = totals.values().stream().mapToLong(Long::longValue).max().orElse(1);
        long step = step(most);
        long full = (most + step - 1) / step * step;
        for (long at = 0; at <= full; at += step) {
            double y = TOP + HEIGHT - HEIGHT * at / full;
            line(LEFT, y, LEFT + WIDTH, y);
            text(LEFT - 8, y + 4, "end", "", Shown.number(at));
        }
        for (Instant label : axis.labels()) {
            text(x(label), TOP + HEIGHT + 16, "middle", "", axis.label(label));
        }
        Map<Instant, Double> stacked = new HashMap<>();
        double width = Math.max(1, WIDTH / axis.steps() - (axis.steps() > 90 ? 0.3 : 1));
        Set<String> parties = new LinkedHashSet<>();
        for (int row = 0; row < volume.size(); row++) {
            Instant time = volume.time(row, "time");
            if (time == null) {
                continue;
            }
            String party = volume.text(row, "party");
            parties.add(party);
            double height = HEIGHT * volume.number(row, "accesses") / full;
            double base = stacked.getOrDefault(time, 0.0);
            stacked.put(time, base + height);
            rect("p" + colour(party), x(time), TOP + HEIGHT - base - height, width, height, "");
        }
        legend(parties);
    }

    private void legend(Set<String> parties) {
        double x = LEFT;
        for (Vocabulary.Party party : Vocabulary.standard().parties()) {
            if (parties.contains(party.code())) {
                x = legend(x, colour(party.code()), party.label());
            }
        }
        if (parties.contains("")) {
            legend(x, 6, "Not known");
        }
    }

    private double legend(double x, int colour, String label) {
        rect("p" + colour, x, 4, 10, 10, "");
        text(x + 15, 13, "start", "", label);
        return x + 32 + 6.2 * label.length();
    }

    private void marks(List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        double y = TOP + HEIGHT + 36;
        text(LEFT - 8, y + 4, "end", "", "findings");
        double[] at = spread(findings);
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            double from = x(first(finding));
            Instant last = finding.episode().last();
            double to = last == null ? from : x(last);
            rect(
                    "mark " + HtmlFindings.level(finding.score()),
                    from,
                    y - 2,
                    Math.max(3, to - from),
                    4,
                    finding.title());
            svg.raw(String.format(
                    Locale.ROOT,
                    "<circle class=\"mark %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"8\"><title>%s</title></circle>",
                    HtmlFindings.level(finding.score()),
                    at[i],
                    y,
                    Markup.escape(finding.title())));
            text(at[i], y + 3.5, "middle", "rank", Integer.toString(i + 1));
        }
    }

    /** Where the marks stand: at their time, or beside it where another one is there already, and always inside. */
    private double[] spread(List<Finding> findings) {
        double[] at = new double[findings.size()];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            at[i] = x(first(findings.get(i)));
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(at[a], at[b]));
        double free = LEFT;
        for (int i : order) {
            at[i] = Math.max(at[i], free);
            free = at[i] + GAP;
        }
        double end = LEFT + WIDTH;
        for (int i = order.size() - 1; i >= 0; i--) {
            at[order.get(i)] = Math.min(at[order.get(i)], end);
            end = at[order.get(i)] - GAP;
        }
        return at;
    }

    private static Instant first(Finding finding) {
        Instant first = finding.episode().first();
        return first == null ? Instant.EPOCH : first;
    }

    private void lanes(double top, Table activity, List<String> principals) {
        long most = 1;
        for (int row = 0; row < activity.size(); row++) {
            most = Math.max(most, activity.number(row, "people"));
        }
        for (int i = 0; i < principals.size(); i++) {
            double y = top + LANE * i;
            line(LEFT, y + LANE / 2, LEFT + WIDTH, y + LANE / 2);
            String name = principals.get(i);
            text(
                    LEFT - 8,
                    y + LANE / 2 + 4,
                    "end",
                    "name",
                    name.length() > NAME ? name.substring(0, NAME - 1) + "…" : name);
        }
        double width = Math.max(3, WIDTH / axis.steps() - (axis.steps() > 90 ? 0.3 : 1));
        for (int row = 0; row < activity.size(); row++) {
            Instant time = activity.time(row, "time");
            if (time == null) {
                continue;
            }
            long people = activity.number(row, "people");
            double share = 0.25 + 0.75 * Math.log1p((double) people) / Math.log1p((double) most);
            double y = top + LANE * principals.indexOf(activity.text(row, "principal"));
            svg.raw(String.format(
                    Locale.ROOT,
                    "<rect class=\"heat\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" opacity=\"%.2f\"><title>%s</title></rect>%n",
                    x(time),
                    y + 3,
                    width,
                    LANE - 6,
                    share,
                    Markup.escape(activity.text(row, "principal") + ", " + axis.label(time) + ": "
                            + Shown.count(people, "person", "people"))));
        }
    }

    private double x(Instant time) {
        return LEFT + WIDTH * axis.position(time);
    }

    private static int colour(String party) {
        return switch (party) {
            case "client-user" -> 0;
            case "client-sso-user" -> 1;
            case "consulting-partner" -> 2;
            case "provider-staff" -> 3;
            case "data-centre-staff" -> 4;
            case "system" -> 5;
            default -> 6;
        };
    }

    /** A round step that makes about four of the highest value. */
    private static long step(long most) {
        long step = 1;
        for (long power = 1; power <= most; power *= 10) {
            for (long candidate : new long[] {power, 2 * power, 5 * power}) {
                if (candidate * 4 <= most || step == 0) {
                    step = candidate;
                }
            }
        }
        return step;
    }

    private void rect(String type, double x, double y, double width, double height, String title) {
        svg.raw(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1\">",
                        type,
                        x,
                        y,
                        width,
                        height))
                .raw(title.isEmpty() ? "" : "<title>" + Markup.escape(title) + "</title>")
                .raw("</rect>\n");
    }

    private void line(double fromX, double fromY, double toX, double toY) {
        svg.raw(String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                fromX,
                fromY,
                toX,
                toY));
    }

    private void text(double x, double y, String anchor, String type, String text) {
        svg.raw(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">",
                        x,
                        y,
                        anchor,
                        type))
                .text(text)
                .raw("</text>\n");
    }
}
