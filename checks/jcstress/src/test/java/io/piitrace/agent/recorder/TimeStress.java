package io.piitrace.agent.recorder;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.piitrace.ledger.spool.SmallSlots;
import io.piitrace.ledger.spool.Word;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The owner of a ring lets words through for the time that it has seen, and the clock shows another one meanwhile. Results say whether the owner thinks that the time is still the
 * same, and whether the ring lets a word through afterwards.
 */
public final class TimeStress {
    private static final String NOTICED = "the owner has seen the other time";
    private static final String DISARMED = "the clock has disarmed the ring";

    private static final MethodHandle SHOW = show();

    private TimeStress() {}

    /** Private, because the clock's own thread alone calls it. */
    private static MethodHandle show() {
        try {
            return MethodHandles.privateLookupIn(Clock.class, MethodHandles.lookup())
                    .findVirtual(Clock.class, "show", MethodType.methodType(void.class, long.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @JCStressTest
    @Description("As the recorder does it.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = NOTICED)
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = DISARMED)
    @Outcome(expect = FORBIDDEN, desc = "a word under a time that has passed")
    @State
    public static class Armed {
        private static final SmallSlots SLOTS = new SmallSlots();
        private static final Wire WIRE = new Wire();

        private final Clock clock = new Clock(() -> {});
        private final Ring ring = WIRE.ring(SLOTS.next());

        @Actor
        public void owner(II_Result result) {
            long now = clock.now();
            ring.room(3);
            clock.use(ring);
            ring.prepare(now, 1, 2);
            if (ring.arm(clock, now) && now < 0) {
                result.r1 = 1;
            } else {
                ring.disarm();
            }
        }

        @Actor
        public void clock() {
            try {
                SHOW.invokeExact(clock, 5L);
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Arbiter
        public void inTheEnd(II_Result result) {
            result.r2 = ring.take(Word.of(Word.FIRST_SITE, 1)) ? 1 : 0;
        }
    }

    @JCStressTest
    @Description("The same, with a ring that is in the list of the clock already, and is taken from it just then.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = NOTICED)
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = DISARMED)
    @Outcome(expect = FORBIDDEN, desc = "a word under a time that has passed")
    @State
    public static class ArmedAgain {
        private static final SmallSlots SLOTS = new SmallSlots();
        private static final Wire WIRE = new Wire();

        private final Clock clock = new Clock(() -> {});
        private final Ring ring = WIRE.ring(SLOTS.next());

        public ArmedAgain() {
            clock.use(ring);
        }

        @Actor
        public void owner(II_Result result) {
            long now = clock.now();
            ring.room(3);
            clock.use(ring);
            ring.prepare(now, 1, 2);
            if (ring.arm(clock, now)) {
                result.r1 = 1;
            } else {
                ring.disarm();
            }
        }

        @Actor
        public void clock() {
            show(5);
        }

        @Arbiter
        public void inTheEnd(II_Result result) {
            show(6);
            result.r2 = ring.take(Word.of(Word.FIRST_SITE, 1)) ? 1 : 0;
        }

        private void show(long time) {
            try {
                SHOW.invokeExact(clock, time);
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** What both do, and the fence between what the owner writes and what it looks at. */
    public abstract static class Copied {
        private static final VarHandle NOW = field("now", long.class);
        private static final VarHandle END = field("end", long.class);
        private static final VarHandle LISTED = field("listed", boolean.class);

        @SuppressWarnings("unused") // through their handles
        private long now;

        @SuppressWarnings("unused")
        private long end;

        @SuppressWarnings("unused")
        private boolean listed;

        /** Whether the time is still the same. */
        boolean arm(boolean fenced) {
            long seen = (long) NOW.getOpaque(this);
            LISTED.setVolatile(this, true);
            end = 64;
            if (fenced) {
                VarHandle.fullFence();
            }
            boolean same = seen == 0 && (long) NOW.getOpaque(this) == seen;
            if (!same) {
                end = 0;
            }
            return same;
        }

        void show() {
            NOW.setVolatile(this, 1L);
            if ((boolean) LISTED.getAndSet(this, false)) {
                END.setOpaque(this, 0L);
            }
        }

        boolean isOpen() {
            return end != 0;
        }

        private static VarHandle field(String name, Class<?> type) {
            try {
                return MethodHandles.lookup().findVarHandle(Copied.class, name, type);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    @JCStressTest
    @Description("A copy of it, which has to behave the same: what the next one lacks is the fence and nothing else.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = NOTICED)
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = DISARMED)
    @Outcome(expect = FORBIDDEN, desc = "a word under a time that has passed")
    @State
    public static class CopyWithFence extends Copied {
        @Actor
        public void owner(II_Result result) {
            result.r1 = arm(true) ? 1 : 0;
        }

        @Actor
        public void clock() {
            show();
        }

        @Arbiter
        public void inTheEnd(II_Result result) {
            result.r2 = isOpen() ? 1 : 0;
        }
    }

    @JCStressTest
    @Description("Without the fence: has to go wrong, else these tests find nothing.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = NOTICED)
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = DISARMED)
    @Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "a word under a time that has passed")
    @Outcome(expect = FORBIDDEN, desc = "nothing else")
    @State
    public static class CopyWithoutFence extends Copied {
        @Actor
        public void owner(II_Result result) {
            result.r1 = arm(false) ? 1 : 0;
        }

        @Actor
        public void clock() {
            show();
        }

        @Arbiter
        public void inTheEnd(II_Result result) {
            result.r2 = isOpen() ? 1 : 0;
        }
    }
}
