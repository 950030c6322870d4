package io.piitrace.agent.catalog;

import io.piitrace.ledger.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of sites; grows only.
 *
 * <p><b>Threading.</b> Definitions are serialised; {@link #get} takes no lock.
 */
final class Sites {
    private final Map<Site, Integer> ids = new HashMap<>();
    private final List<SiteListener> listeners = new ArrayList<>();
    private volatile Site[] byId = new Site[256];
    private int last;

    synchronized void listen(SiteListener listener) {
        for (int id = 1; id <= last; id++) {
            listener.defined(id, byId[id]);
        }
        listeners.add(listener);
    }

    synchronized int define(Site site) {
        Integer known = ids.get(site);
        if (known != null) {
            return known;
        }
        int id = ++last;
        Site[] table = byId;
        if (id == table.length) {
            table = Arrays.copyOf(table, id * 2);
        }
        table[id] = site;
        byId = table; // volatile: whoever gets the id sees the site
        ids.put(site, id);
        for (SiteListener listener : listeners) {
            listener.defined(id, site);
        }
        return id;
    }

    Site get(int id) {
        return byId[id];
    }
}
