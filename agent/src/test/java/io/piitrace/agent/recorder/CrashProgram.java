package io.piitrace.agent.recorder;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.spool.RingSizes;
import io.piitrace.ledger.spool.SpoolRecovery;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Records at full speed, and says after every portion how far it came, until it is killed. Or recovers, until it is killed. */
final class CrashProgram {
    static final int SUBJECTS = 1000;
    static final int PORTION = 5000;
    static final int THREADS = 2;
    /** In place of the size of rings: those of a real agent. */
    static final int USUAL = 0;

    private CrashProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path dir = Path.of(arguments[0]);
        if (arguments[1].equals("recover")) {
            say("recovering\n");
            SpoolRecovery.recover(dir, Progress.NONE);
            return;
        }
        int ringShift = Integer.parseInt(arguments[1]);
        Rig rig = ringShift == USUAL ? new Rig(dir, RingSizes.of(THREADS), 10_000) : new Rig(dir, ringShift);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            new Thread(() -> record(rig, site, thread)).start();
        }
    }

    private static void record(Rig rig, int site, int thread) {
        Rig.Person[] people = new Rig.Person[SUBJECTS];
        for (int i = 0; i < SUBJECTS; i++) {
            people[i] = new Rig.Person((long) thread * SUBJECTS + i);
        }
        for (long count = 0; ; ) {
            for (int i = 0; i < PORTION; i++) {
                rig.read.accept(people[(int) (count++ % SUBJECTS)], site);
            }
            say(thread + " " + count + "\n");
        }
    }

    private static synchronized void say(String line) {
        try {
            new FileOutputStream(FileDescriptor.out).write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (java.io.IOException parentIsGone) {
            Runtime.getRuntime().halt(1);
        }
    }
}
