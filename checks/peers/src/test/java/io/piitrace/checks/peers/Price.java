package io.piitrace.checks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one peer's accesses cost, as {@code checks/compare} measured it.
 *
 * @param burstNs median of a burst, the getter included
 * @param burstBytes allocated for each access
 * @param sustainedNs until everything is on the disk, for each access of one thread; NaN where nothing is kept
 * @param cpuNs of the whole process
 * @param diskBytes for each access
 * @param accesses how many there were
 * @param lost how many of them are not on the disk
 */
record Price(
        String peer,
        double burstNs,
        double burstBytes,
        double sustainedNs,
        double cpuNs,
        double diskBytes,
        long accesses,
        long lost) {
    static Price read(Path dir, String peer, int threads) throws IOException {
        String json = Files.readString(dir.resolve("burst-" + threads + "-" + peer + ".json"));
        double median = number(json, "\"50\\.0\" *: *([-0-9.E]+)") / BurstBenchmark.BURST;
        double bytes = number(json, "gc\\.alloc\\.rate\\.norm\"[^}]*?\"score\" *: *([-0-9.E]+)") / BurstBenchmark.BURST;
        Path sustained = dir.resolve("sustained-" + threads + ".txt");
        if (Files.exists(sustained)) {
            for (String line : Files.readAllLines(sustained)) {
                if (line.startsWith(peer + " ")) {
                    return of(peer, median, bytes, line.split(" ", -1), threads);
                }
            }
        }
        return new Price(peer, median, bytes, Double.NaN, Double.NaN, Double.NaN, 0, 0);
    }

    /** Peer, accesses before, accesses, allocated, start ms, processor ms before, end ms, user s, system s, bytes, found. */
    private static Price of(String peer, double median, double bytes, String[] words, int threads) {
        long before = Long.parseLong(words[1]);
        double accesses = Long.parseLong(words[2]);
        double wallNs = (Long.parseLong(words[6]) - Long.parseLong(words[4])) * 1e6;
        double cpuNs =
                (Double.parseDouble(words[7]) + Double.parseDouble(words[8])) * 1e9 - Long.parseLong(words[5]) * 1e6;
        double all = before + accesses;
        long found = Long.parseLong(words[10]);
        return new Price(
                peer,
                median,
                bytes,
                wallNs * threads / accesses,
                cpuNs / accesses,
                Long.parseLong(words[9]) / (double) found,
                (long) all,
                (long) all - found);
    }

    private static double number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }
}
