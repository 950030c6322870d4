package io.piitrace.agent.context;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.Sources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All frames, and the one under which the current thread works.
 *
 * <p><b>Threading.</b> Any thread; no locks beyond those of {@link ConcurrentHashMap}.
 *
 * <p><b>Guarantees.</b> {@link #current()} is never null, costs one thread-local look-up, and allocates nothing once the
 * thread was seen. At most {@code 2 * GENERATION} frames are kept for sharing: requests have ids, so frames come and go.
 */
public final class Frames {
    /**
     * In force while the agent itself asks the application something, such as the name of an authenticated person: what is
     * read meanwhile is not the application's doing. The recorder records nothing under this frame.
     */
    public static final Frame SILENT = plain(root(null, null, List.of()));

    private static final int GENERATION = 8192;

    private static final ThreadLocal<FrameStack> STACK = new ThreadLocal<>() {
        @Override
        protected FrameStack initialValue() {
            Frame handed = Handoffs.THREADS.take(Thread.currentThread(), new Handoffs.Probe());
            return new FrameStack(handed != null ? handed : root);
        }
    };

    /** Frames by their values: a young generation, and the one before it from which what is still used moves up. */
    private static volatile ConcurrentHashMap<Context, Frame> young = new ConcurrentHashMap<>();

    private static volatile ConcurrentHashMap<Context, Frame> old = new ConcurrentHashMap<>();

    private static volatile Frame root = plain(root(null, null, List.of()));

    private static volatile PurposeRules rules = new PurposeRules(Map.of(), Map.of(), Set.of());

    private Frames() {}

    public static Frame current() {
        return STACK.get().current();
    }

    /** Runs something of the agent's own: what it reads is not recorded. */
    public static void silently(Runnable own) {
        FrameStack stack = STACK.get();
        stack.silence();
        try {
            own.run();
        } finally {
            stack.speak();
        }
    }

    /** That of the current thread, which keeps it for as long as it keeps its thread-locals. */
    public static FrameStack stack() {
        return STACK.get();
    }

    /** The frame of threads about which nothing is known: no requester, so that no purpose is to be expected. */
    static Frame root() {
        return root;
    }

    /** Sets what threads without any context work under. Takes effect for stacks made from now on. */
    static void defaults(ContextOptions options) {
        rules = new PurposeRules(options.purposes(), options.partyPurposes(), options.trusted());
        root = plain(root(options.tenant(), options.defaultPurpose(), options.defaultRoles()));
    }

    static PurposeRules rules() {
        return rules;
    }

    /** A frame that no rule is applied to. */
    private static Frame plain(Context values) {
        return new Frame(values, values);
    }

    private static Context root(@Nullable String tenant, @Nullable String purpose, List<String> roles) {
        return new Context(
                        tenant,
                        null,
                        null,
                        roles,
                        null,
                        null,
                        purpose != null ? purpose : Statement.NOT_EXPECTED,
                        purpose != null ? Source.DEFAULT.code() : Source.NONE.code(),
                        null,
                        null,
                        null,
                        null)
                .withSources(new Sources(null, null, tenant == null ? null : Source.DEFAULT.code(), null));
    }

    /** How many frames are shared at present. */
    static int shared() {
        return young.size() + old.size();
    }

    /** The shared frame of what was stated. */
    @SuppressWarnings("ReferenceEquality") // whether another thread has begun a new generation meanwhile
    static Frame of(Context values) {
        ConcurrentHashMap<Context, Frame> table = young;
        Frame known = table.get(values);
        if (known != null) {
            return known;
        }
        known = old.get(values);
        Frame frame = known != null ? known : new Frame(values, rules.apply(values));
        Frame raced = table.putIfAbsent(values, frame);
        if (table.size() > GENERATION && table == young) {
            old = table;
            young = new ConcurrentHashMap<>();
        }
        return raced != null ? raced : frame;
    }
}
