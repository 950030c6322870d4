package io.piitrace.agent.recorder;

import org.jspecify.annotations.Nullable;

/**
 * The accessor call in progress of whoever writes a ring, by which a read within the accessor gets the place of the call.
 *
 * <p>The upper half of a {@link Ring} rather than an object of its own: the way of an access has it for no further load, and mostly in the same cache line.
 *
 * <p><b>Threading.</b> The owner of the ring.
 */
class AccessorCall {
    /** In {@link #call}: no place has that number, so that each read goes the long way and asks for the mark. */
    private static final int MARKED = Integer.MAX_VALUE;

    /** What is known about places in the spool of the ring. */
    @Nullable
    Row[] rows;

    /** The site of the accessor call in progress, negative if its class has to be looked at, 0 if there is none. */
    private int call;

    private @Nullable Class<?> callType;

    /** Set while {@link #call} says so. */
    final MarkedObject mark = new MarkedObject();

    AccessorCall(@Nullable Row[] rows) {
        this.rows = rows;
    }

    /** Remembers that an accessor is called on an object of this class from the place of this site. */
    void call(Class<?> type, int site) {
        if (call == MARKED) {
            mark.clear();
        }
        @Nullable Row[] in = rows;
        Row row = site < in.length ? in[site] : null;
        if (row != null && row.type == type) {
            call = site;
        } else {
            call = -site;
            callType = type; // kept for as long as the call lasts
        }
    }

    void called() {
        if (call < 0) {
            callType = null;
        } else if (call == MARKED) {
            mark.clear();
        }
        call = 0;
    }

    /** Remembers that this object is about to be read for a purpose of its own, see {@link MarkedObject}. */
    void mark(Object object, int by) {
        if (call != MARKED || !mark.prevails(object, by)) {
            called();
            call = MARKED;
            mark.set(object, by);
        }
    }

    boolean isMarked() {
        return call == MARKED;
    }

    /** The site of the accessor call in progress, if it is on an object of this class; otherwise 0. */
    int callSite(Class<?> type) {
        int site = call;
        if (site == MARKED) {
            return 0;
        }
        if (site > 0) {
            Row row = rows[site];
            return row != null && row.type == type ? site : 0;
        }
        return callType == type ? -site : 0;
    }

    /** The site of the accessor call in progress, on whatever object; 0 if there is none. */
    int notedSite() {
        return call == MARKED ? 0 : Math.abs(call);
    }

    /** What is known about the place of an access: that of the accessor call in progress, if there is one. */
    @Nullable
    Row row(int site) {
        int called = call;
        int place = called > 0 ? called : site;
        @Nullable Row[] known = rows;
        return place < known.length ? known[place] : null;
    }

    /** Takes over what an accessor call in progress has left in the ring before. */
    void adoptCall(AccessorCall before) {
        callType = before.callType;
        call = before.call;
        mark.take(before.mark);
        if (call > 0 && call != MARKED) { // said with the rows of another spool
            Row row = before.rows[call];
            callType = row == null ? null : row.type;
            call = -call;
        }
    }
}
