package io.piitrace.agent.monitor;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own troubles, for the operator: one file, each distinct error in full once, its repetitions as a number.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Failure.</b> Nothing leaves this class. What cannot be written is kept up to a bound and then only counted.
 */
public final class Diagnostics {
    private static final int MAX_DISTINCT = 512;
    private static final int MAX_KEPT = 256;
    private static final long MAX_FILE_LENGTH = 4L << 20;

    private static final Map<String, long[]> COUNTS = new LinkedHashMap<>();
    private static final List<String> KEPT = new ArrayList<>();
    private static @Nullable File file;

    private Diagnostics() {}

    /** From now on everything goes to this file; what was reported before as well. */
    public static synchronized void writeTo(File to) {
        file = to;
        if (!KEPT.isEmpty()) {
            write("");
        }
    }

    /** Something went wrong, and the agent went on without it. */
    public static void report(String what, @Nullable Throwable why) {
        Counter.ERRORS.add(1);
        try {
            note(what, why);
        } catch (Throwable cannotBeHelped) {
            // Diagnostics of diagnostics would be a loop.
        }
    }

    /** Something that an operator may want to know and that is no error. */
    public static void info(String what) {
        try {
            write(Instant.now() + " info " + what + '\n');
        } catch (Throwable cannotBeHelped) {
            // as above
        }
    }

    private static synchronized void note(String what, @Nullable Throwable why) {
        String key = what + '|' + (why == null ? "" : why.getClass().getName() + '|' + origin(why));
        long[] count = COUNTS.get(key);
        if (count == null) {
            if (COUNTS.size() >= MAX_DISTINCT) {
                return;
            }
            COUNTS.put(key, new long[] {1});
            write(Instant.now() + " error " + what + '\n' + (why == null ? "" : trace(why)));
        } else if (isPowerOfTen(++count[0])) {
            write(Instant.now() + " error " + what + (why == null ? "" : ": " + why) + " (" + count[0] + " times)\n");
        }
    }

    private static String origin(Throwable why) {
        StackTraceElement[] trace = why.getStackTrace();
        return trace.length == 0 ? "" : trace[0].toString();
    }

    private static String trace(Throwable why) {
        StringWriter text = new StringWriter();
        why.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static boolean isPowerOfTen(long n) {
        long power = 10;
        while (power < n) {
            power *= 10;
        }
        return power == n;
    }

    /** Writes it, after what could not be written before. */
    private static synchronized void write(String text) {
        if (KEPT.size() < MAX_KEPT) {
            KEPT.add(text);
        }
        File to = file;
        if (to == null) {
            return;
        }
        // RandomAccessFile, because a channel would be closed by the interrupt of an application thread.
        try (RandomAccessFile out = new RandomAccessFile(to, "rw")) {
            if (out.length() < MAX_FILE_LENGTH) {
                out.seek(out.length());
                out.write(String.join("", KEPT).getBytes(StandardCharsets.UTF_8));
            }
            KEPT.clear();
        } catch (IOException e) {
            return; // kept for the next time
        }
    }
}
