package io.piitrace.checks.semantics.program;

import io.piitrace.context.AccessContext;

/** Names stretches of a program, so that the ledger tells their reads apart. */
final class Step {
    /** Code that may throw anything. */
    interface Work {
        void run() throws Exception;
    }

    private Step() {}

    static void step(String name, Work work) throws Exception {
        AccessContext.open()
                .principal("tester")
                .purpose("client-use")
                .entry(name)
                .call(() -> {
                    work.run();
                    return null;
                });
    }
}
