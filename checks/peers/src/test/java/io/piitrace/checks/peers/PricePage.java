package io.piitrace.checks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes {@code prices.md} and {@code prices.svg} from what {@code checks/compare} has measured. */
public final class PricePage {
    private static final List<String> PEERS =
            List.of("getter", "floor", "piitrace", "jfr", "chronicle", "otel-log", "log4j2-async", "logback-async");
    private static final int BAR_HEIGHT = 18;
    private static final int LABEL_WIDTH = 130;
    private static final int WIDTH = 640;

    private PricePage() {}

    /** @param arguments where the measurements are, where the documents go */
    public static void main(String[] arguments) throws IOException {
        Path docs = Path.of(arguments[1]);
        StringBuilder page = new StringBuilder("""
                # Prices

                What an access costs, and what the same record costs with the means that a user would pick instead, on the same machine in the same run. `checks/compare` measures and writes this page.

                - **burst**: median of bursts of 1024 accesses with pauses in which whoever consumes may do so; what the caller notices. The getter and the loop are included: their own price is the first row. Allocation is of the bursts.
                - **sustained**: flat out, until everything is on the disk, for each access of a thread; **cpu** is that of the whole process in the same time.
                - **floor**: eight bytes into a mapped ring that nobody reads: what a recorder cannot go below.
                - JFR and Chronicle Queue keep ids alone; what these stand for is not told. OpenTelemetry's processor drops what its queue cannot hold, and looks cheap for it: read its rows together with the last column.

                - An access of ours is the ring of the thread, the place in the code, the class, the id of the data subject and its number, and eight bytes: some 400 bytes of machine code for a field, and more for a getter, whose caller is recorded, too. The goal of 3 ns is missed by it. `checks/bench` measures a field without a getter beside one with it.
                - Where other work has the processors, everything is dearer, and what drains in the background most of all: compare rows of a table, not tables.

                ![Sustained, everything on the disk](prices.svg)
                """);
        List<Price> drawn = new ArrayList<>();
        for (String version : List.of("17", "25")) {
            Path dir = Path.of(arguments[0]).resolve(version);
            for (int threads = 1; threads <= 2 && Files.isDirectory(dir); threads++) {
                List<Price> prices = new ArrayList<>();
                for (String peer : PEERS) {
                    if (Files.exists(dir.resolve("burst-" + threads + "-" + peer + ".json"))) {
                        prices.add(Price.read(dir, peer, threads));
                    }
                }
                if (prices.isEmpty()) {
                    continue;
                }
                page.append(String.format("%n## JDK %s, %d thread%s%n%n", version, threads, threads == 1 ? "" : "s"));
                table(prices, page);
                drawn = drawn.isEmpty() ? prices : drawn;
            }
        }
        Files.writeString(docs.resolve("prices.md"), page);
        Files.writeString(docs.resolve("prices.svg"), picture(drawn));
    }

    private static void table(List<Price> prices, StringBuilder page) {
        Price ours = prices.stream()
                .filter(price -> price.peer().equals("piitrace"))
                .findFirst()
                .orElseThrow();
        page.append(
                "| | burst ns | allocated B | sustained ns | × ours | cpu ns | bytes on disk | lost of accesses |\n");
        page.append("|---|---|---|---|---|---|---|---|\n");
        for (Price price : prices) {
            boolean kept = price.accesses() > 0;
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %.2f | %s | %s | %s | %s | %s |%n",
                    price.peer(),
                    price.burstNs(),
                    price.burstBytes(),
                    kept ? decimal(price.sustainedNs()) : "",
                    kept ? decimal(price.sustainedNs() / ours.sustainedNs()) : "",
                    kept ? decimal(price.cpuNs()) : "",
                    kept ? String.format(Locale.ROOT, "%.3f", price.diskBytes()) : "",
                    kept ? price.lost() + " of " + price.accesses() : ""));
        }
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }

    /** Bars on a logarithmic scale: the longest is a thousand times and more the shortest. */
    private static String picture(List<Price> prices) {
        List<Price> kept = prices.stream().filter(price -> price.accesses() > 0).toList();
        double longest = kept.stream().mapToDouble(Price::sustainedNs).max().orElse(1);
        StringBuilder svg = new StringBuilder(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, kept.size() * (BAR_HEIGHT + 8) + 30));
        svg.append("<text x=\"0\" y=\"14\">ns an access, sustained, everything on the disk (logarithmic)</text>\n");
        int y = 28;
        for (Price price : kept) {
            double part = Math.log1p(price.sustainedNs()) / Math.log1p(longest);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"%d\" fill=\"%s\"/><text x=\"%.0f\" y=\"%d\">%s</text>%n",
                    LABEL_WIDTH - 8,
                    y + 13,
                    price.peer(),
                    LABEL_WIDTH,
                    y,
                    part * (WIDTH - LABEL_WIDTH - 70),
                    BAR_HEIGHT,
                    price.peer().equals("piitrace") ? "#1f6f54" : "#8a94a0",
                    LABEL_WIDTH + part * (WIDTH - LABEL_WIDTH - 70) + 6,
                    y + 13,
                    decimal(price.sustainedNs())));
            y += BAR_HEIGHT + 8;
        }
        return svg.append("</svg>\n").toString();
    }
}
