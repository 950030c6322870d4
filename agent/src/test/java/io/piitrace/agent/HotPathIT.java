package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.piitrace.agent.AgentJvm.Result;
import io.piitrace.agent.program.GetterProgram;
import io.piitrace.agent.program.HotProgram;
import io.piitrace.agent.program.IdleProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an access costs besides time, and what the agent costs when there is none; on the packaged agent. */
class HotPathIT {
    private static final int IDLE_SECONDS = Integer.getInteger("piitrace.idle.seconds", 10);

    @TempDir
    Path dir;

    /** The self-test, five seconds after the start, loads classes of its own. */
    @Test
    void anAccessAllocatesNothingLoadsNothingWaitsForNobodyAndCallsNothing() throws Exception {
        Result result = new AgentJvm(dir).agent("self.test=off").run(HotProgram.class);

        Matcher said = Pattern.compile("allocated (\\d+) loaded (\\d+) blocked (\\d+)\nreads (\\d+) .*\n")
                .matcher(result.out());
        assertThat(said.matches()).as("%s", result).isTrue();
        // of two million accesses; a few words of the long way, which every millisecond begins with, are the
        // interpreter's
        assertThat(Long.parseLong(said.group(1))).isLessThan(20_000);
        assertThat(Long.parseLong(said.group(2))).isZero();
        assertThat(Long.parseLong(said.group(3))).isZero();
        assertThat(Accesses.in(dir.resolve("piitrace")).counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(Long.parseLong(said.group(4)));
    }

    /** All that is seldom on the way of an access stays outside of the getter; else the JIT finds the getter too big for those who call it. */
    @Test
    void aGetterOfATracedFieldIsStillInlinedInThoseWhoCallIt() throws Exception {
        Result result = new AgentJvm(dir)
                .agent("self.test=off")
                .with("-XX:+UnlockDiagnosticVMOptions", "-XX:+PrintCompilation", "-XX:+PrintInlining")
                .run(GetterProgram.class);

        List<String> inlined = result.out()
                .lines()
                .filter(line -> line.contains("Paid::salary") && line.contains("@"))
                .toList();
        assertThat(inlined).anyMatch(line -> line.contains("inline (hot)")).noneMatch(line -> line.contains("big"));
    }

    @Test
    void anIdleJvmIsNotWokenUp() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "skipped: counts of context switches are Linux's");

        Result result = new AgentJvm(dir).agent("").run(IdleProgram.class, Integer.toString(IDLE_SECONDS));

        assertThat(result.out()).contains("switches ");
        long switches = Long.parseLong(result.out().replaceAll("(?s).*switches (\\d+)\n", "$1"));
        System.out.printf("idle: switches=%d seconds=%d%n", switches, IDLE_SECONDS);
        assertThat(switches).isLessThanOrEqualTo(4);
    }
}
