package io.piitrace.agent;

import java.io.File;
import java.io.PrintStream;

/** Reads a canary's field by every route and looks whether the ledger has it. */
final class SelfTest {
    private SelfTest() {}

    static int run(File jar, PrintStream out) {
        return 1;
    }
}
