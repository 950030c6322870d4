package io.piitrace.checks.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.checks.torture.TortureRun.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The odd classes of the corpus, and one in a hundred of the rest, with every field personal. {@code checks/torture/all} is the same
 * over all of it.
 */
class TortureIT {
    private static final Path JAVA = Path.of(System.getProperty("piitrace.test.jvm"));
    private static final Path ODD_JARS = Path.of("target", "odd");
    private static final String SOME = "odd/100";

    @TempDir
    static Path dir;

    private static TortureRun before;
    private static TortureRun after;

    @BeforeAll
    static void loadThemTwice() throws Exception {
        before = run(ODD_JARS, SOME, Mode.WITHOUT_AGENT, "before");
        after = run(ODD_JARS, SOME, Mode.WITH_AGENT, "after");
        System.out.println("torture: " + after.outcomes().size() + " classes, " + after.counts());
    }

    @Test
    void everyClassLoadsVerifiesAndLooksAsWithoutTheAgent() {
        assertThat(before.outcomes()).hasSizeGreaterThan(500);
        assertThat(after.differences(before)).isEmpty();
        assertThat(after.tally()).doesNotContainKey("java.lang.VerifyError");
    }

    @Test
    void noReadIsWithoutACallToTheBridge() {
        assertThat(after.counts().get("woven")).isGreaterThan(1_000);
        assertThat(after.counts().get("reads")).isGreaterThan(20_000);
        assertThat(after.counts().get("calls"))
                .isGreaterThanOrEqualTo(after.counts().get("reads"));
        assertThat(after.unexplained()).isEmpty();
    }

    @Test
    void subroutinesOfOldCompilersAreAmongThem() {
        assertThat(after.counts().get("subroutines")).isGreaterThan(5);
    }

    @Test
    void nothingWasLeftOutAndNothingWasLost() {
        assertThat(after.notices("loss")).isEmpty();
        assertThat(whatOf(after))
                .contains("jdk3.LargeMethod.wideInstructions")
                .noneMatch(what -> after.outcomes().getOrDefault(what, "").startsWith("OK"));
    }

    @Test
    void malformedAndOversizedClassesEndAsWithoutTheAgentAndInGaps() throws Exception {
        Path jars = Files.createDirectories(dir.resolve("jars"));
        try (Stream<Path> odd = Files.list(ODD_JARS)) {
            for (Path jar :
                    odd.filter(file -> file.toString().contains("asm-test")).toList()) {
                Files.copy(jar, jars.resolve(jar.getFileName()));
            }
        }
        TortureRun without = run(jars, "all", Mode.WITHOUT_AGENT, "malformed-before");
        TortureRun with = run(jars, "all", Mode.WITH_AGENT, "malformed-after");

        assertThat(with.differences(without)).isEmpty();
        assertThat(with.tally()).isEqualTo(without.tally());
        assertThat(with.tally()).containsKeys("java.lang.ClassFormatError", "java.lang.VerifyError");
        assertThat(with.unexplained()).isEmpty();
        assertThat(whatOf(with))
                .contains("jdk3.LargeMethod.wideInstructions", "jdk8.LargeMethod.largeMethod", "invalid.InvalidOpcode");
    }

    @Test
    void classesThatAreWovenWronglyWouldBeNoticed() throws Exception {
        TortureRun broken = run(ODD_JARS, SOME, Mode.BROKEN, "broken");

        assertThat(broken.differences(before)).hasSizeGreaterThan(100);
        assertThat(broken.tally().get("java.lang.VerifyError")).isGreaterThan(100);
    }

    private static List<String> whatOf(TortureRun run) {
        return run.notices("gap").stream()
                .map(gap -> gap.attributes().get("what"))
                .toList();
    }

    private static TortureRun run(Path jars, String selection, Mode mode, String name)
            throws IOException, InterruptedException {
        return TortureRun.of(JAVA, jars, selection, mode, dir.resolve(name));
    }
}
