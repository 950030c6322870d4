package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import java.util.Arrays;

/**
 * The {@link Placing} of each site, by its number.
 *
 * <p><b>Threading.</b> Any thread. The table is published without a barrier: whoever sees an older one, or a place that is not filled yet, takes the site for unknown,
 * and asks {@link #of}.
 */
final class Placings {
    private final Catalog catalog;
    private byte[] table = new byte[1024];

    Placings(Catalog catalog) {
        this.catalog = catalog;
    }

    /** {@link Placing#UNKNOWN} if nobody asked {@link #of} before. Takes no lock. */
    byte known(int site) {
        byte[] now = table;
        return site < now.length ? now[site] : Placing.UNKNOWN;
    }

    byte of(int site) {
        byte known = known(site);
        return known == Placing.UNKNOWN ? add(site, Placing.of(catalog.site(site))) : known;
    }

    private synchronized byte add(int site, byte placing) {
        byte[] now = table;
        if (site >= now.length) {
            now = Arrays.copyOf(now, Math.max(site + 1, now.length * 2));
        }
        now[site] = placing;
        table = now;
        return placing;
    }
}
