package io.piitrace.agent.recorder;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A thread finds the number of a subject that another one has just defined: what was written before is there, as the word's definition has to be. */
public final class SubjectStress {
    private static final int TENANT = 2;
    private static final int NUMBER = 7;

    private SubjectStress() {}

    /** A table, and in place of the file whether the subject is defined. */
    public abstract static class Defined {
        final SubjectTable table = new SubjectTable();
        final int[] file = new int[NUMBER + 1];

        void define(IdKey key) {
            file[NUMBER] = 1;
            table.add(TENANT, key, NUMBER);
        }

        void find(int found, II_Result result) {
            result.r1 = found;
            result.r2 = file[found & NUMBER];
        }
    }

    @JCStressTest
    @Description("An id that is a number, read plainly.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not yet there")
    @Outcome(id = "7, 1", expect = ACCEPTABLE, desc = "there, and defined")
    @Outcome(expect = FORBIDDEN, desc = "half an entry, or not defined")
    @State
    public static class Number extends Defined {
        @Actor
        public void definer() {
            IdKey key = new IdKey();
            key.object(4711L);
            define(key);
        }

        @Actor
        public void finder(II_Result result) {
            find((int) SubjectTable.findNumber(table.numbers(), SubjectTable.numberTag(TENANT), 4711), result);
        }
    }

    @JCStressTest
    @Description("An id that is a text.")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not yet there")
    @Outcome(id = "7, 1", expect = ACCEPTABLE, desc = "there, and defined")
    @Outcome(expect = FORBIDDEN, desc = "half an entry, or not defined")
    @State
    public static class Text extends Defined {
        private static final IdKey WANTED = key();

        @Actor
        public void definer() {
            define(key());
        }

        @Actor
        public void finder(II_Result result) {
            find(table.find(TENANT, WANTED), result);
        }

        private static IdKey key() {
            IdKey key = new IdKey();
            key.object("A-4711");
            return key;
        }
    }
}
