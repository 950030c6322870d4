package io.piitrace.agent.monitor;

import io.piitrace.ledger.NoticeType;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to stand in the ledger besides accesses. Kept until the recorder takes it, from then on handed over at once.
 *
 * <p><b>Threading.</b> Any thread; the receiver is called by one thread at a time.
 *
 * <p><b>Failure.</b> Bounded: what is too much is counted, and the number is said with the next notice that fits.
 */
public final class Notices {
    private static final int MAX_KEPT = 4096;
    private static final int MAX_GAPS = 16_384;

    /** Takes notices for good. */
    @FunctionalInterface
    public interface Receiver {
        void notice(NoticeType type, long timeMs, Map<String, String> attributes);
    }

    private record Kept(NoticeType type, long timeMs, Map<String, String> attributes) {}

    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    private final Set<String> gaps = new HashSet<>();
    private @Nullable Receiver receiver;
    private long dropped;

    /** A class or route that could not be traced, and why. The same gap is said once. */
    public synchronized void gap(String what, String why) {
        String gap = what + '\0' + why;
        if (gaps.contains(gap)) {
            return;
        }
        if (gaps.size() >= MAX_GAPS) {
            drop();
            return;
        }
        gaps.add(gap);
        Counter.GAPS.add(1);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("what", what);
        attributes.put("why", why);
        notice(NoticeType.GAP, attributes);
    }

    /** Something happened by which much became readable without a trace of its own: said each time. */
    public void happened(String what, String why, Map<String, String> more) {
        Counter.GAPS.add(1);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("what", what);
        attributes.put("why", why);
        attributes.putAll(more);
        notice(NoticeType.GAP, attributes);
    }

    public synchronized void notice(NoticeType type, Map<String, String> attributes) {
        Kept notice = new Kept(type, System.currentTimeMillis(), withDropped(attributes));
        Receiver to = receiver;
        if (to != null) {
            to.notice(notice.type, notice.timeMs, notice.attributes);
        } else if (kept.size() < MAX_KEPT) {
            kept.add(notice);
        } else {
            drop();
        }
    }

    /** Hands over what was kept, and everything from now on. */
    public synchronized void receiveWith(Receiver to) {
        for (Kept notice; (notice = kept.poll()) != null; ) {
            to.notice(notice.type, notice.timeMs, notice.attributes);
        }
        receiver = to;
    }

    private void drop() {
        dropped++;
        Counter.NOTICES_DROPPED.add(1);
    }

    private Map<String, String> withDropped(Map<String, String> attributes) {
        if (dropped == 0 || kept.size() >= MAX_KEPT) {
            return attributes;
        }
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put("noticesDropped", Long.toString(dropped));
        dropped = 0;
        return more;
    }
}
