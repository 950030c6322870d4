package io.piitrace.agent;

import java.util.ArrayList;
import java.util.List;

/** Finds the known name that somebody most likely meant. */
final class Nearest {
    private Nearest() {}

    static List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (Option option : Option.values()) {
            keys.add(option.key());
        }
        return keys;
    }

    static List<String> environmentNames() {
        List<String> names = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option.kind() != Option.Kind.ENTRIES) {
                names.add(option.environmentName());
            }
        }
        return names;
    }

    static String of(String name, List<String> known) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : known) {
            // a prefix is compared with as much of the name as it is long
            String compared = candidate.endsWith(".") && name.length() > candidate.length()
                    ? name.substring(0, candidate.length())
                    : name;
            int distance = distance(compared, candidate);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best.endsWith(".") ? best + '…' : best;
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
