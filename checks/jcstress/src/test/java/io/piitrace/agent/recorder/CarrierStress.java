package io.piitrace.agent.recorder;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.piitrace.agent.context.FrameStack;
import io.piitrace.agent.context.FreshStack;
import io.piitrace.ledger.spool.SmallSlots;
import io.piitrace.ledger.spool.Word;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A virtual thread goes on on another carrier, and enters that one's ring, while the next virtual thread enters the ring that it has left. Results say whether the next one
 * wrote its word, and whether the one that has gone would still write the ring without entering it.
 */
@JCStressTest
@Description("Two virtual threads and the rings of two carriers.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "each has its ring")
@Outcome(expect = FORBIDDEN, desc = "who comes back finds the time and context of somebody else in force")
@State
public class CarrierStress {
    private static final SmallSlots SLOTS = new SmallSlots();
    private static final Wire WIRE = new Wire();
    private static final Thread GONE = Living.thread();
    private static final Thread NEXT = Living.thread();

    private final Clock clock = new Clock(() -> {});
    private final Ring left = WIRE.ring(SLOTS.next());
    private final Ring entered = WIRE.ring(SLOTS.next());
    private final FrameStack stack = FreshStack.of();
    private final FrameStack nextStack = FreshStack.of();

    public CarrierStress() {
        left.enter(GONE, stack);
    }

    @Actor
    public void carrier(II_Result result) {
        long now = clock.now();
        left.room(3);
        left.enter(NEXT, nextStack);
        clock.use(left);
        left.prepare(1, 2, 2);
        result.r1 = left.arm(clock, now) && left.take(Word.of(Word.FIRST_SITE, 1)) ? 1 : 0;
    }

    @Actor
    public void otherCarrier() {
        entered.enter(GONE, stack);
    }

    @Arbiter
    public void inTheEnd(II_Result result) {
        result.r2 = left.isOf(GONE) ? 1 : 0;
    }
}
