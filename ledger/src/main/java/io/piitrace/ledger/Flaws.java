package io.piitrace.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The flaws of one ledger, up to a number that still can be read. */
final class Flaws {
    /** More than this many are only counted. */
    static final int LISTED = 100;

    private final List<Flaw> listed = new ArrayList<>();
    private long more;

    void add(Path file, long block, long offset, String what, String detail) {
        if (listed.size() < LISTED) {
            listed.add(new Flaw(file, block, offset, what, detail));
        } else {
            more++;
        }
    }

    boolean isEmpty() {
        return listed.isEmpty();
    }

    boolean full() {
        return listed.size() >= LISTED;
    }

    List<Flaw> list() {
        if (more == 0) {
            return listed;
        }
        List<Flaw> all = new ArrayList<>(listed);
        Flaw last = listed.get(listed.size() - 1);
        all.add(new Flaw(last.file(), last.block(), last.offset(), "more", more + " more flaws follow"));
        return all;
    }
}
