package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An object that is about to be read, and the site on whose behalf, as {@link Catalog#MARK} has it.
 *
 * <p><b>Threading.</b> The owner of the ring alone.
 */
final class MarkedObject {
    private @Nullable Object object;
    private int by;

    /** Whether this is a mark, and not the number of a site that calls an accessor. */
    static boolean isMark(int site) {
        return site >>> 30 != 0;
    }

    void set(Object object, int by) {
        this.object = object;
        this.by = by;
    }

    /** The object is not held for longer than the read lasts. */
    void clear() {
        object = null;
    }

    void take(MarkedObject from) {
        object = from.object;
        by = from.by;
    }

    /** Whether this stays in force against another: whoever asked for a read knows more than who carries it out. */
    boolean prevails(Object other, int byOther) {
        return byOther < 0 && by < 0 && object == other;
    }

    /** The site, 0 unless the mark is on this object and for reads of that sort; a stream is marked for whatever it comes to. */
    int site(Object owner, boolean reflection) {
        if (reflection != by < 0) {
            return 0;
        }
        boolean meant = object == owner || (reflection && object instanceof ObjectOutputStream);
        return !meant ? 0 : reflection ? ~by : by & ~Catalog.MARK;
    }
}
