package io.piitrace.checks.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.NoticeType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever way a library takes to a personal field, the ledger tells it, once and under its right name. */
class LibrariesIT {
    private static final Path PAGE = Path.of(System.getProperty("piitrace.test.root", "../.."), "docs/libraries.md");

    @TempDir
    static Path dir;

    private static LibrariesRun run;

    @BeforeAll
    static void runEverything() throws Exception {
        run = LibrariesRun.of(dir, List.of(LibrariesRun.agent(dir)), "2000");
    }

    @Test
    void everyOperationIsDone() {
        assertThat(run.outcomes()).hasSizeGreaterThan(130);
        assertThat(run.outcomes()).allSatisfy(outcome -> {
            assertThat(outcome.failure()).as(outcome.title()).isEmpty();
            assertThat(outcome.repeated()).as(outcome.title()).isPositive();
        });
        assertThat(run.notices(NoticeType.LOSS)).isEmpty();
        assertThat(run.notices(NoticeType.GAP)).isEmpty();
    }

    @Test
    void everyReadIsRecordedOnceAndByItsKind() {
        assertThat(wrong((outcome, wrong) -> compare(outcome, wrong, outcome.number(), 1)))
                .isEmpty();
    }

    @Test
    void everyReadIsRecordedAsOftenAsTheOperationIsRepeated() {
        assertThat(wrong((outcome, wrong) ->
                        compare(outcome, wrong, LibrariesProgram.REPEATED + outcome.number(), outcome.repeated())))
                .isEmpty();
    }

    private static void compare(Outcome outcome, List<String> wrong, int id, int times) {
        Map<String, Integer> counts = run.counts(id);
        Map<String, Integer> expected = outcome.expected(times);
        if (!counts.equals(expected)) {
            wrong.add(outcome.title() + ": expected " + expected + ", recorded " + counts);
        }
    }

    @Test
    void nothingIsAttributedToAnotherPerson() {
        assertThat(wrong((outcome, wrong) -> run.of(outcome.number()).stream()
                        .filter(access -> !access.context().purpose().equals("operation-" + outcome.number()))
                        .forEach(access -> wrong.add(outcome.title() + ": " + access))))
                .isEmpty();
        assertThat(run.strangers()).isEmpty();
    }

    @Test
    void siteIsTheCodeThatReads() {
        assertThat(wrong((outcome, wrong) -> run.of(outcome.number()).stream()
                        .map(AccessRecord::site)
                        .filter(site -> !site.place().startsWith(outcome.place()))
                        .forEach(site -> wrong.add(outcome.title() + ": " + site))))
                .isEmpty();
    }

    @Test
    void documentHasTheTable() throws Exception {
        String table = new MatrixTable(run).text();
        Path written = Path.of("target", "libraries.md").toAbsolutePath();
        Files.writeString(written, table);
        assertThat(Files.readString(PAGE))
                .as("the table of docs/libraries.md; as it should be now: " + written)
                .endsWith(table);
    }

    private static List<String> wrong(BiConsumer<Outcome, List<String>> check) {
        List<String> wrong = new ArrayList<>();
        run.outcomes().forEach(outcome -> check.accept(outcome, wrong));
        return wrong;
    }
}
