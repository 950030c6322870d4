package io.piitrace.checks.libraries;

import io.piitrace.context.AccessContext;
import java.util.List;

/**
 * Does every operation for a person of its own, whose id is the operation's number, under a purpose of its own, and prints what was to be expected. Before
 * that it is rehearsed, and after that repeated, for other persons.
 *
 * <p>Arguments: how often each is repeated at most; the classes of operations that are wanted, all if none is given.
 */
public final class LibrariesProgram {
    /** Added to the ids of the persons with whom operations are rehearsed. */
    static final int REHEARSED = 10_000;
    /** Added to the ids of the persons with whom they are repeated. */
    static final int REPEATED = 20_000;

    private static final long LONG_ENOUGH_NS = 50_000_000;

    private LibrariesProgram() {}

    public static void main(String[] arguments) throws Exception {
        int repeats = Integer.parseInt(arguments[0]);
        List<Operation> operations = Operations.of(List.of(arguments).subList(1, arguments.length));
        for (int number = 1; number <= operations.size(); number++) {
            Operation operation = operations.get(number - 1);
            String failure = "";
            int repeated = 0;
            try {
                run("rehearsed-" + number, operation, REHEARSED + number, operation.rehearsals());
                run("operation-" + number, operation, number, 1);
                repeated = run("repeated-" + number, operation, REPEATED + number, repeats);
            } catch (Exception | LinkageError e) {
                failure = "failed: " + e;
            }
            System.out.println(new Outcome(number, operation, repeated, failure).line());
        }
        System.out.println("done");
    }

    private static int run(String purpose, Operation operation, int id, int times) throws Exception {
        if (times == 0) {
            return 0;
        }
        try (var scope = AccessContext.open().purpose(purpose).start()) {
            Object person = operation.person(id);
            long start = System.nanoTime();
            int done = 0;
            do {
                operation.run(person);
                done++;
            } while (done < times && System.nanoTime() - start < LONG_ENOUGH_NS);
            return done;
        }
    }
}
