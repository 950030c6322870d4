package io.piitrace.agent.monitor;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices that somebody talks to this JVM from outside through the attach mechanism ({@code jcmd}, {@code jmap}, a late agent):
 * it answers in native code, which no agent sees. What tells of it is the thread that answers, how often that thread was woken,
 * and, for a heap dump, the cause of the last collection.
 *
 * <p><b>Threading.</b> A daemon thread of its own, which looks every few seconds: an idle JVM is to stay idle.
 *
 * <p><b>Failure.</b> Where the system does not tell (not Linux), nothing is noticed. Several commands between two looks are one.
 */
public final class AttachWatch implements Runnable {
    private static final long PERIOD_MS = 5000;
    private static final String LISTENER = "Attach Listener";
    private static final String CAUSE_OF_DUMPS = "Heap Dump Initiated GC";
    private static final String LAST_CAUSE = "sun.gc.lastCause";
    private static final int CAUSE_LENGTH = 128;

    private final BiConsumer<String, String> exposed;
    private @Nullable File listener;
    private long wakes;
    private boolean answering;
    private String lastCause = "";

    /** @param exposed what happened, and how */
    public AttachWatch(BiConsumer<String, String> exposed) {
        this.exposed = exposed;
    }

    public void start() {
        Thread thread = new Thread(null, this, "piitrace-attach", 1 << 17, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    @Override
    @SuppressWarnings("BusyWait") // now and then, for as long as the JVM lives
    public void run() {
        try {
            while (true) {
                look();
                Thread.sleep(PERIOD_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever stops the agent looks once more. */
    public synchronized void look() {
        try {
            if (listener == null) {
                listener = isThere() ? find() : null;
            }
            File found = listener;
            if (found != null) {
                compare(found);
            }
        } catch (IOException | RuntimeException e) {
            Diagnostics.report("cannot look for attached tools", e);
        }
    }

    private void compare(File found) throws IOException {
        long now = wakes(found);
        boolean woken = now != wakes;
        wakes = now;
        if (!woken) {
            answering = false;
            return;
        }
        String cause = lastCause();
        boolean dump = cause.equals(CAUSE_OF_DUMPS);
        if (dump && !lastCause.equals(cause)) {
            exposed.accept("heap dump", "by a command through the attach mechanism, as jcmd and jmap send them");
        } else if (!answering) {
            exposed.accept(
                    "attach mechanism",
                    "a command came in, as jcmd, jmap and late agents send them; "
                            + (dump
                                    ? "the last collection of this JVM was made for a heap dump"
                                    : "it may have been a heap dump that collects nothing"));
        }
        lastCause = cause;
        answering = true; // one that takes long wakes the thread more often
    }

    /** A look at one file, for as long as nobody ever attached. */
    private static boolean isThere() throws IOException {
        return new File("/tmp/.java_pid" + pid()).exists();
    }

    /** The JDK starts a whole machinery of processes to tell it. */
    private static String pid() throws IOException {
        return new File("/proc/self").getCanonicalFile().getName();
    }

    private static @Nullable File find() throws IOException {
        File[] tasks = new File("/proc/self/task").listFiles();
        if (tasks != null) {
            for (File task : tasks) {
                try (BufferedReader in = reader(new File(task, "comm"))) {
                    if (LISTENER.equals(in.readLine())) {
                        return new File(task, "status");
                    }
                } catch (IOException ended) {
                    // that thread has
                }
            }
        }
        return null;
    }

    private static long wakes(File status) throws IOException {
        try (BufferedReader in = reader(status)) {
            for (String line; (line = in.readLine()) != null; ) {
                if (line.startsWith("voluntary_ctxt_switches:")) {
                    return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
                }
            }
        }
        return 0;
    }

    private static BufferedReader reader(File file) throws IOException {
        return new BufferedReader(new FileReader(file, StandardCharsets.UTF_8));
    }

    /** From the counters that the JVM keeps in a file; empty where it does not. */
    private static String lastCause() {
        String folder = "/tmp/hsperfdata_" + System.getProperty("user.name");
        try (FileInputStream in = new FileInputStream(folder + '/' + pid())) {
            String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            int name = all.indexOf(LAST_CAUSE + '\0');
            if (name < 0) {
                return "";
            }
            int from = name + LAST_CAUSE.length() + 1;
            while (from < all.length() && all.charAt(from) == '\0') {
                from++;
            }
            int end = all.indexOf('\0', from);
            return end < 0 || end - from > CAUSE_LENGTH ? "" : all.substring(from, end);
        } catch (IOException noneAreKept) {
            return "";
        }
    }
}
