package io.piitrace.agent;

import io.piitrace.agent.context.Frames;
import io.piitrace.agent.monitor.Notices;
import io.piitrace.agent.route.Exposures;
import io.piitrace.ledger.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Says who made much readable at once, as far as the thread that did so knows. */
record ExposureNotices(Notices notices, UnaryOperator<Context> disguise) implements Exposures {
    @Override
    public void exposed(String what, String how) {
        Context context = disguise.apply(Frames.current().values());
        Map<String, String> who = new LinkedHashMap<>();
        put(who, "principal", context.principal());
        put(who, "entry", context.entry());
        put(who, "trace", context.trace());
        notices.happened(what, how, who);
    }

    private static void put(Map<String, String> attributes, String key, @Nullable String value) {
        if (value != null) {
            attributes.put(key, value);
        }
    }
}
