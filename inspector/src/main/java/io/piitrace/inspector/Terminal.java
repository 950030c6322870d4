package io.piitrace.inspector;

import io.piitrace.ledger.Progress;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** What is only for a person at a terminal. */
final class Terminal {
    private static final long QUIET_NS = 1_500_000_000L;
    private static final long STEP_NS = 200_000_000L;

    private Terminal() {}

    /** Tells on {@code err} how far work has come, if that is a terminal and the work is long. */
    static Progress progress(PrintWriter err) {
        return Ansi.AUTO.enabled() ? new Line(err) : Progress.NONE;
    }

    /** One line that is written over and over. Threading: any one thread at a time. */
    private static final class Line implements Progress {
        private final PrintWriter err;
        private long nextNs = System.nanoTime() + QUIET_NS;
        private boolean shown;

        Line(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void report(String what, long done, long total) {
            long now = System.nanoTime();
            if (done >= total && shown) {
                err.print("\r\u001b[K");
                err.flush();
                shown = false;
            } else if (done < total && now - nextNs >= 0) {
                nextNs = now + STEP_NS;
                shown = true;
                err.printf("\r\u001b[K%3d %% %s", total == 0 ? 0 : done * 100 / total, what);
                err.flush();
            }
        }
    }
}
