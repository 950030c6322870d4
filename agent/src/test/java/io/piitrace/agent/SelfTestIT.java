package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.AgentJvm.Result;
import io.piitrace.agent.program.Payroll;
import io.piitrace.ledger.NoticeType;
import io.piitrace.woven.ExposingProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The self-test finds a route that lets reads through, here one that was left unwatched on purpose. */
class SelfTestIT {
    private static final String BROKEN = "-Dpiitrace.test.broken.route=serialization";

    @TempDir
    Path dir;

    @Test
    void everyRouteIsCaughtOnceOnItsOwn() throws Exception {
        Result result = new AgentJvm(dir).java(List.of("-jar", AgentJvm.JAR.toString(), "--self-test"));

        assertThat(result.out().lines().filter(line -> line.startsWith("caught ")))
                .hasSizeBetween(18, 19); // with the native companion, where the build made it
        assertThat(result.out().lines()).allMatch(line -> line.startsWith("caught ") || line.startsWith("open "));
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aRouteThatIsNotCaughtIsALineAndExitOne() throws Exception {
        Result result = new AgentJvm(dir)
                .environment("JDK_JAVA_OPTIONS", BROKEN)
                .java(List.of("-jar", AgentJvm.JAR.toString(), "--self-test"));

        assertThat(result.out().lines().filter(line -> line.startsWith("NOT CAUGHT ")))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .containsExactly("serializedPrimitive", "serializedReference");
        assertThat(result.exit()).isEqualTo(1);
    }

    @Test
    void onRequestARouteThatIsNotCaughtStopsTheStart() throws Exception {
        Result whole = new AgentJvm(dir).agent("self.test=abort").run(Payroll.class);
        Result broken = new AgentJvm(dir).with(BROKEN).agent("self.test=abort").run(Payroll.class);

        assertThat(whole.out()).isEqualTo("sum 3036\n");
        assertThat(whole.err()).hasLineCount(1);
        assertThat(broken.err())
                .isEqualTo("piitrace: self.test: not every route to a field is caught: "
                        + "{serializedPrimitive=was not caught, serializedReference=was not caught}\n");
        assertThat(broken.exit()).isEqualTo(1);
    }

    @Test
    void afterTheStartARouteThatIsNotCaughtIsAGap() throws Exception {
        waiting(BROKEN);

        assertThat(Accesses.in(dir).notices(NoticeType.GAP).stream()
                        .map(gap -> gap.attributes().get("what")))
                .contains("self-test: serializedPrimitive", "self-test: serializedReference")
                .doesNotContain("self-test: getter");
    }

    @Test
    void aSelfTestThatFindsNothingLeavesNothing() throws Exception {
        waiting("-Dsome=thing");

        Accesses accesses = Accesses.in(dir);
        assertThat(accesses.notices(NoticeType.GAP)).isEmpty();
        assertThat(accesses.accesses()).isEmpty();
        assertThat(accesses.notices(NoticeType.STOP).get(0).attributes())
                .containsAllEntriesOf(Map.of("fields", "0", "accesses", "0", "errors", "0"));
    }

    /** A program that lives long enough for the self-test. */
    private void waiting(String option) throws Exception {
        Result result = new AgentJvm(dir)
                .with(option, "-Dpiitrace.test.self.test.delay=1")
                .agent("")
                .run(ExposingProgram.class, "wait", "6000");

        assertThat(result.out()).isEqualTo("done\n");
        assertThat(result.err()).hasLineCount(1);
    }
}
