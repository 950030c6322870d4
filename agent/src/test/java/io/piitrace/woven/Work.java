package io.piitrace.woven;

import io.piitrace.agent.context.Frames;
import io.piitrace.annotation.AccessPurpose;
import io.piitrace.context.AccessContext;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** An application's code; tests run hooked copies of it. Says which principal and purpose it works under. */
public class Work implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return List.of(
                now(),
                legal(1, 2.0, "x"),
                ruled(),
                new Support().answer(),
                new Support().escalate(),
                caught(),
                loop(3),
                stated(),
                wrapped(),
                now());
    }

    static String now() {
        var values = Frames.current().values();
        return values.principal() + ":" + values.purpose() + ":" + values.purposeSource();
    }

    @AccessPurpose("legal")
    private static String legal(long wide, double alsoWide, String narrow) {
        Object kept = narrow;
        if (wide > 0) {
            int more = 7;
            kept = kept + "" + more;
        }
        return kept == null ? "" : now();
    }

    private String ruled() {
        return now();
    }

    private static String caught() {
        try {
            fail();
            return "no failure";
        } catch (IllegalStateException e) {
            return e.getMessage() + now();
        }
    }

    @AccessPurpose("upgrade")
    private static void fail() {
        throw new IllegalStateException(now() + "/");
    }

    @AccessPurpose("test-system")
    private static String loop(int times) {
        long sum = 0;
        for (int i = 0; i < times; i++) {
            try {
                sum += Integer.parseInt("" + i);
                if (sum > 100) {
                    return "much";
                }
            } catch (NumberFormatException e) {
                sum--;
            } finally {
                sum++;
            }
        }
        return sum + now();
    }

    private static String stated() {
        try (AccessContext.Scope scope = AccessContext.open()
                .principal("amy")
                .roles("payroll-admin")
                .tenant("acme")
                .purpose("legal")
                .start()) {
            return now();
        }
    }

    private static String wrapped() {
        AtomicReference<Callable<String>> later = new AtomicReference<>();
        AccessContext.open().principal("bob").run(() -> later.set(AccessContext.wrap(Work::now)));
        try {
            return later.get().call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A type with a purpose. */
    @AccessPurpose("support-request")
    static class Support {
        String answer() {
            return now();
        }

        @AccessPurpose("investigate-defect")
        String escalate() {
            return now();
        }
    }
}
