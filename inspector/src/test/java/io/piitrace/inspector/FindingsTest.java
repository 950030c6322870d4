package io.piitrace.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsTest {
    @TempDir
    static Path dir;

    @BeforeAll
    static void writeLedger() throws IOException {
        Incident.in(dir);
    }

    private static List<JsonValue> findings(Object... more) {
        Object[] args = new Object[more.length + 4];
        args[0] = "findings";
        args[1] = "--format";
        args[2] = "jsonl";
        System.arraycopy(more, 0, args, 3, more.length);
        args[args.length - 1] = dir;
        Outcome outcome = Outcome.of(args);
        List<JsonValue> findings = JsonValue.lines(outcome.out());
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(findings.isEmpty() ? 0 : 1);
        return findings;
    }

    private static List<String> rules(JsonValue finding) {
        return Arrays.asList(finding.get("rules").text().split(","));
    }

    @Test
    void worstComeFirstAndNobodyWithLeaveIsAmongThem() {
        List<JsonValue> findings = findings();

        assertThat(findings)
                .extracting(finding -> finding.get("principal").text())
                .containsExactly("carl@northpeak.example", "olga", "job:newsletter");
    }

    @Test
    void exportWithoutPurposeIsUndeclaredAndBulk() {
        JsonValue carl = findings().get(0);

        assertThat(rules(carl)).contains("undeclared", "bulk");
        assertThat(carl.get("subjects").number()).isEqualTo(Incident.SSNS);
        assertThat(carl.get("title").text())
                .isEqualTo("carl@northpeak.example read ssn of 400 people with no declared purpose");
        assertThat(carl.get("evidence").text()).startsWith("400 records in ledger spm-node1, seq ");
    }

    @Test
    void dataOfAnotherTenantIsCrossTenant() {
        JsonValue olga = findings().get(1);

        assertThat(rules(olga)).contains("cross-tenant");
        assertThat(olga.get("title").text()).contains("of tenant globex");
    }

    @Test
    void marketingIsNeverAllowed() {
        assertThat(rules(findings().get(2))).contains("marketing");
    }

    @Test
    void nightAddsToADoubtButNotToATicket() {
        List<JsonValue> findings = findings("--off-hours", "20:00-06:00");

        assertThat(rules(findings.get(0))).contains("off-hours");
        assertThat(findings)
                .extracting(finding -> finding.get("principal").text())
                .contains("pam")
                .doesNotContain("sam");
        assertThat(findings("--off-hours", "20:00-06:00", "--zone", "Asia/Kolkata")
                        .get(0)
                        .get("rules")
                        .text())
                .doesNotContain("off-hours");
    }

    @Test
    void ownRulesComeBeforeTheVocabulary() throws IOException {
        Path rules = Files.writeString(
                dir.resolve("rules"),
                "deny | client-user | payroll-admin | * | salary\nallow | system | * | marketing | email\n");

        List<JsonValue> findings = findings("--rules", rules);

        assertThat(findings)
                .extracting(finding -> finding.get("principal").text())
                .contains("pam")
                .doesNotContain("job:newsletter");
        assertThat(findings.get(findings.size() - 1).get("reasons").text())
                .contains("the rules forbid it: deny | client-user | payroll-admin | * | salary");
    }

    @Test
    void regionCanBeForbidden() throws IOException {
        Path rules = Files.writeString(dir.resolve("regions"), "deny | provider-staff | * | * | * | DE\n");

        assertThat(findings("--rules", rules))
                .extracting(finding -> finding.get("principal").text())
                .contains("sam");
    }

    @Test
    void everyReadAboutSomebodyWatchedIsAFinding() throws IOException {
        Path watch = Files.writeString(dir.resolve("watch"), "# the board\n2\n");

        assertThat(findings("--watch", watch))
                .filteredOn(finding -> rules(finding).contains("watch-list"))
                .extracting(finding -> finding.get("principal").text())
                .containsExactlyInAnyOrder(
                        "carl@northpeak.example", "sam", "job:nightly-payout", "job:newsletter", "pam");
    }

    @Test
    void readingAboutOneselfIsAFinding() throws IOException {
        Path people = Files.writeString(dir.resolve("people"), "sam,3\npam,4\n");

        assertThat(findings("--people", people))
                .filteredOn(finding -> rules(finding).contains("self"))
                .extracting(finding -> finding.get("principal").text())
                .containsExactly("sam");
    }

    @Test
    void placeThatIsNewInTheCodeIsAFinding() {
        assertThat(findings("--known-after", "PT15M"))
                .filteredOn(finding -> rules(finding).contains("first-site"))
                .extracting(finding -> finding.get("principal").text())
                .containsExactlyInAnyOrder("olga", "sam", "job:newsletter", "pam");
    }

    @Test
    void nothingToLookAtIsExitStatusZero() {
        assertThat(findings("--to", "2026-11-23T02:05")).isEmpty();
        assertThat(Outcome.of("findings", "--to", "2026-11-23T02:05", dir).out())
                .contains("nothing to look at");
    }
}
