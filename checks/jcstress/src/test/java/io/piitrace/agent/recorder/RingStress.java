package io.piitrace.agent.recorder;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Who records and who drains, by way of the spool. Each result says how many accesses were taken, how many of them were not read or twice, and whether one was under a wrong context. */
public final class RingStress {
    private RingStress() {}

    /** What a state checks in the end. */
    public abstract static class Taken {
        static final Wire WIRE = new Wire();

        int subject = WIRE.subject();
        int taken;

        void check(III_Result result) {
            result.r1 = taken;
            result.r2 = subject == 0 ? 0 : (int) WIRE.read(subject) - taken;
            result.r3 = subject != 0 && WIRE.isAstray(subject) ? 1 : 0;
        }
    }

    @JCStressTest
    @Description("Words of a ring that is written again and again while it is read, and the table where it is full.")
    @Outcome(id = "3, 0, 0", expect = ACCEPTABLE, desc = "all are there, once")
    @Outcome(id = "[012], 0, 0", expect = ACCEPTABLE_INTERESTING, desc = "ring and table were full, and it was said")
    @Outcome(expect = FORBIDDEN, desc = "lost, doubled, torn or astray")
    @State
    public static class Words extends Taken {
        @Actor
        public void owner() {
            for (int i = 0; i < 3; i++) {
                taken += WIRE.record(subject) ? 1 : 0;
            }
        }

        @Actor
        public void drain() {
            WIRE.drain();
        }

        @Arbiter
        public void inTheEnd(III_Result result) {
            check(result);
        }
    }

    @JCStressTest
    @Description("Cells of a table that are counted in, taken, and given to another word once they are sealed.")
    @Outcome(id = "3, 0, 0", expect = ACCEPTABLE, desc = "all are counted, once")
    @Outcome(id = "[012], 0, 0", expect = ACCEPTABLE_INTERESTING, desc = "no cell was free, and it was said")
    @Outcome(expect = FORBIDDEN, desc = "lost, doubled or given to another word")
    @State
    public static class Counts extends Taken {
        @Actor
        public void owner() {
            for (int i = 0; i < 3; i++) {
                taken += WIRE.count(subject) ? 1 : 0;
            }
        }

        @Actor
        public void drain() {
            WIRE.drain();
        }

        @Arbiter
        public void inTheEnd(III_Result result) {
            check(result);
        }
    }

    @JCStressTest
    @Description(
            "A ring whose owner ends is recycled once it is read, and written by the next one where the last one stopped.")
    @Outcome(id = "4, 0, 0", expect = ACCEPTABLE, desc = "all are there, once")
    @Outcome(id = "[0123], 0, 0", expect = ACCEPTABLE_INTERESTING, desc = "too many rings wait to be read")
    @Outcome(expect = FORBIDDEN, desc = "lost, doubled, or two owners of one ring")
    @State
    public static class Owners extends Taken {
        @Actor
        public void owners() {
            for (int i = 0; i < 2 && WIRE.change(); i++) {
                taken += WIRE.record(subject) ? 1 : 0;
                taken += WIRE.record(subject) ? 1 : 0;
            }
        }

        @Actor
        public void drain() {
            WIRE.drain();
        }

        @Arbiter
        public void inTheEnd(III_Result result) {
            check(result);
        }
    }

    @JCStressTest
    @Description("A subject is defined in a file, and a word names it at once.")
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "the definition is found")
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE_INTERESTING, desc = "enough are defined, or no room")
    @Outcome(expect = FORBIDDEN, desc = "the word was seen before its definition")
    @State
    public static class Definitions extends Taken {
        @Actor
        public void owner() {
            subject = WIRE.define();
            taken = subject != 0 && WIRE.record(subject) ? 1 : 0;
        }

        @Actor
        public void drain() {
            WIRE.drain();
        }

        @Arbiter
        public void inTheEnd(III_Result result) {
            check(result);
        }
    }
}
