package io.piitrace.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    static Path dir;

    private static String html = "";

    @BeforeAll
    static void report() throws IOException {
        Incident.in(dir);
        Path file = dir.resolve("report.html");
        Outcome outcome = Outcome.of("report", "--title", "Night of <23 November>", "--output", file, dir);
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
        html = Files.readString(file);
    }

    @Test
    void fileNeedsNothingElse() {
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("default-src 'none'")
                .doesNotContainPattern("(?i)<script|<link|<img|<iframe|\\bsrc=|\\bhref=|url\\(|@import|\\son[a-z]+=");
        assertThat(html.replace("http-equiv", "")).doesNotContainPattern("(?i)https?:");
    }

    @Test
    void everyPartIsThere() {
        assertThat(html)
                .contains("What should be looked at", "When it was read", "Who read what", "Blast radius")
                .contains(
                        "Personal fields that were read", "Accesses that were not recorded", "What could not be traced")
                .contains("Integrity proof", "Appendix", "<svg", "whole and unaltered", "12 accesses lost, 2 gaps")
                .contains("carl@northpeak.example read ssn of 400 people with no declared purpose");
    }

    @Test
    void whatComesFromOutsideIsEscaped() {
        assertThat(html).contains("Night of &lt;23 November&gt;").doesNotContain("<23");
    }

    @Test
    void elementsAreBalanced() {
        for (String tag :
                new String[] {"div", "section", "table", "tr", "td", "ul", "ol", "li", "svg", "dl", "main", "p", "b"}) {
            assertThat(count("<" + tag + "[ >]")).as(tag).isPositive().isEqualTo(count("</" + tag + ">"));
        }
    }

    private static long count(String pattern) {
        return Pattern.compile(pattern).matcher(html).results().count();
    }

    @Test
    void everyAnswerCanBeHtml() {
        Outcome who = Outcome.of("who", "--subject", 2, "--format", "html", dir);

        assertThat(who.out()).startsWith("<!doctype html>").contains("sam", "CASE-17", "support-request");
        assertThat(who.out()).doesNotContain("<script");
    }

    @Test
    void quietLedgerMakesAReportToo() {
        Outcome outcome = Outcome.of("report", "--from", "2030-01-01", dir);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("Nothing to look at.");
    }
}
