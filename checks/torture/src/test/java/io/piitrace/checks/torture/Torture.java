package io.piitrace.checks.torture;

import io.piitrace.checks.torture.TortureRun.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A corpus of any size, with and without the agent and woven wrongly, in figures. {@code checks/torture/all} starts it. */
public final class Torture {
    private static final int SHOWN = 20;

    private boolean failed;

    private Torture() {}

    /** Arguments: java, folder of jars, selection, folder to work in. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path java = Path.of(arguments[0]);
        Path corpus = Path.of(arguments[1]);
        Path dir = Path.of(arguments[3]);
        Torture torture = new Torture();
        TortureRun before = torture.run(java, corpus, arguments[2], Mode.WITHOUT_AGENT, dir);
        TortureRun after = torture.run(java, corpus, arguments[2], Mode.WITH_AGENT, dir);
        torture.expectNone("outcomes that differ", after.differences(before));
        torture.expectNone("reads that nothing says are not traced", after.unexplained());
        torture.expectNone("accesses lost", after.notices("loss"));
        TortureRun broken = torture.run(java, corpus, "odd/1000", Mode.BROKEN, dir);
        torture.expect("VerifyErrors when woven wrongly", broken.tally().getOrDefault("java.lang.VerifyError", 0) > 0);
        System.exit(torture.failed ? 1 : 0);
    }

    private TortureRun run(Path java, Path corpus, String selection, Mode mode, Path dir)
            throws IOException, InterruptedException {
        delete(dir);
        long start = System.nanoTime();
        TortureRun run = TortureRun.of(java, corpus, selection, mode, dir);
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        System.out.println(mode + ": " + run.outcomes().size() + " classes in " + seconds + " s: " + run.tally());
        if (!run.counts().isEmpty()) {
            System.out.println(
                    "  seen " + run.counts() + ", gaps " + run.notices("gap").size());
        }
        return run;
    }

    private void expectNone(String what, List<?> found) {
        expect("no " + what, found.isEmpty());
        found.stream().limit(SHOWN).forEach(one -> System.out.println("    " + one));
        if (found.size() > SHOWN) {
            System.out.println("    and " + (found.size() - SHOWN) + " more");
        }
    }

    private void expect(String what, boolean holds) {
        System.out.println((holds ? "  ok      " : "  FAILED  ") + what);
        failed |= !holds;
    }

    private static void delete(Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
