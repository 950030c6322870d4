package io.piitrace.agent.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Works for a moment, and then does nothing: says how often the agent's threads have run meanwhile. */
public final class IdleProgram {
    private static final long SETTLE_MS = 6000;

    private IdleProgram() {}

    /** @param arguments for how many seconds */
    public static void main(String[] arguments) throws Exception {
        Payroll.main(new String[0]);
        Thread.sleep(SETTLE_MS);
        long before = switches();
        Thread.sleep(1000 * Long.parseLong(arguments[0]));
        System.out.println("switches " + (switches() - before));
    }

    private static long switches() throws IOException {
        long sum = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).startsWith("piitrace")) {
                    List<String> status = Files.readAllLines(task.resolve("status"));
                    for (String line : status) {
                        if (line.contains("ctxt_switches:")) {
                            sum += Long.parseLong(line.replaceAll("\\D", ""));
                        }
                    }
                }
            }
        }
        return sum;
    }
}
