package io.piitrace.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    @TempDir
    static Path dir;

    private static Incident incident;

    @BeforeAll
    static void writeLedger() throws IOException {
        incident = Incident.in(dir);
    }

    @Test
    void headerTellsWhatTheAnswerIsWorth() {
        Outcome outcome = Outcome.of("verify", dir);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("1 ledger in 1 file", String.format("%,d accesses", Incident.ACCESSES))
                .contains(Incident.LOST + " accesses lost, 2 gaps", "whole and unaltered");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void headerIsAnObjectInJson() throws IOException {
        Outcome outcome = Outcome.of("verify", "--format", "json", dir);

        JsonValue answer = JsonValue.parse(outcome.out());
        JsonValue completeness = answer.get("completeness");
        assertThat(completeness.get("accesses").number()).isEqualTo(Incident.ACCESSES);
        assertThat(completeness.get("losses").number()).isEqualTo(Incident.LOST);
        assertThat(completeness.get("gaps").number()).isEqualTo(2);
        assertThat(completeness.get("chain").text()).isEqualTo("intact");
        assertThat(completeness.get("verified").truth()).isTrue();
        assertThat(completeness.get("clock").get("first").text()).isEqualTo("2026-11-23T02:00:00.000Z");
        assertThat(answer.get("ledgers").list()).hasSize(1);
        assertThat(answer.get("ledgers").list().get(0).get("signed").number()).isEqualTo(2);
    }

    @Test
    void whoFindsEveryReaderOfAPersonByTheRealId() {
        Outcome outcome = Outcome.of("who", "--subject", 2, "--format", "jsonl", dir);

        List<JsonValue> reads = JsonValue.lines(outcome.out());
        assertThat(reads)
                .extracting(
                        read -> read.get("principal").text(),
                        read -> read.get("count").number())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("job:nightly-payout", 1L),
                        org.assertj.core.groups.Tuple.tuple("job:nightly-payout", 1L),
                        org.assertj.core.groups.Tuple.tuple("carl@northpeak.example", 1L),
                        org.assertj.core.groups.Tuple.tuple("sam", 5L),
                        org.assertj.core.groups.Tuple.tuple("job:newsletter", 1L),
                        org.assertj.core.groups.Tuple.tuple("pam", 1L));
        assertThat(outcome.err()).contains("whole and unaltered");
    }

    @Test
    void whoTellsWhenWhyAndThroughWhichCode() {
        Outcome outcome = Outcome.of("who", "--subject", 2, "--category", "ssn", "--format", "jsonl", dir);

        JsonValue read = JsonValue.lines(outcome.out()).get(0);
        assertThat(read.keys())
                .containsEntry("first", "2026-11-23T02:10:00.200Z")
                .containsEntry("party", "consulting-partner")
                .containsEntry("purpose", "undeclared")
                .containsEntry("field", "com.acme.spm.domain.Employee#ssn")
                .containsEntry("site", "com.acme.spm.export.TaxExport.row(TaxExport.java:58)")
                .containsEntry("entry", "GET /export/tax")
                .containsEntry("kind", "getter")
                .doesNotContainKey("ticket");
        assertThat(read.get("roles").list()).hasSize(1);
    }

    @Test
    void whatAHeaderClaimsStandsBesideWhatTheCodeDeclares() {
        Outcome records = Outcome.of("timeline", "--principal", "pam", "--format", "jsonl", dir);
        Outcome read = Outcome.of("timeline", "--principal", "pam", dir);

        assertThat(JsonValue.lines(records.out()).get(0).keys())
                .containsEntry("purpose", "client-use")
                .containsEntry("purposeSource", "annotation")
                .containsEntry("claimedPurpose", "legal")
                .containsEntry("claimedTicket", "CASE-3");
        assertThat(read.out()).contains("header claims legal", "header claims CASE-3");
    }

    @Test
    void whoTakesAPseudonymToo() {
        String pseudonym = incident.pseudonym("globex", 1001);

        List<JsonValue> reads = JsonValue.lines(Outcome.of("who", "--subject", pseudonym, "--format", "jsonl", dir)
                .out());

        assertThat(reads)
                .singleElement()
                .satisfies(read -> assertThat(read.keys())
                        .containsEntry("principal", "olga")
                        .containsEntry("tenant", "acme")
                        .containsEntry("subjectTenant", "globex"));
    }

    @Test
    void sameIdOfAnotherTenantIsAnotherPerson() {
        Outcome outcome = Outcome.of("who", "--subject", 1001, "--tenant", "initech", "--format", "jsonl", dir);

        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isZero();
    }

    @Test
    void readsInsideTheProgramAreFoldedUnlessAskedFor() {
        Outcome folded = Outcome.of("who", "--subject", 2, dir);
        Outcome unfolded = Outcome.of("who", "--subject", 2, "--all-kinds", dir);

        assertThat(folded.out())
                .contains("and 3 reads inside the program: persistence 3")
                .doesNotContain("GetterFieldImpl");
        assertThat(unfolded.out()).contains("GetterFieldImpl").doesNotContain("inside the program");
    }

    @Test
    void principalTellsTheBlastRadius() {
        Outcome outcome = Outcome.of("principal", "carl@northpeak.example", "--format", "json", dir);

        JsonValue summary = JsonValue.parse(outcome.out()).get("summary");
        assertThat(summary.get("people").number()).isEqualTo(Incident.SSNS);
        assertThat(summary.get("accesses").number()).isEqualTo(Incident.SSNS);
        assertThat(summary.get("entries").number()).isEqualTo(1);
        assertThat(outcome.status()).isZero();
    }

    @Test
    void traceShowsEverythingUnderOneTraceAndNothingElse() {
        Outcome outcome = Outcome.of("trace", Incident.TRACE, "--limit", 0, "--format", "jsonl", dir);

        assertThat(JsonValue.lines(outcome.out()))
                .hasSize(Incident.SSNS)
                .allSatisfy(read -> assertThat(read.get("trace").text()).isEqualTo(Incident.TRACE));
    }

    @Test
    void traceFindsARequestToo() {
        assertThat(JsonValue.lines(
                        Outcome.of("trace", "r-3", "--format", "jsonl", dir).out()))
                .hasSize(Incident.STATEMENTS);
    }

    @Test
    void timelineIsInOrderAndInTheWindow() {
        Outcome outcome = Outcome.of(
                "timeline", "--from", "2026-11-23T02:20", "--to", "2026-11-23T02:31:00Z", "--format", "jsonl", dir);

        List<String> times = JsonValue.lines(outcome.out()).stream()
                .map(read -> read.get("first").text())
                .toList();
        assertThat(times).hasSize(Incident.SALARIES + Incident.STATEMENTS).isSorted();
    }

    @Test
    void timelineSaysThatItIsCut() {
        assertThat(Outcome.of("timeline", "--limit", 5, dir).out()).contains("the first 5 of 1,753 records only");
    }

    @Test
    void fieldsListsEveryFieldWithItsReaders() {
        List<JsonValue> fields = JsonValue.parse(
                        Outcome.of("fields", "--format", "json", dir).out())
                .get("fields")
                .list();

        assertThat(fields)
                .extracting(
                        field -> field.get("field").text(),
                        field -> field.get("count").number())
                .containsExactlyInAnyOrder(
                        tuple(
                                "Employee#salary",
                                2L * Incident.SALARIES + Incident.PAYOUTS + Incident.PAYROLL + Incident.FLUSHED),
                        tuple("Employee#ssn", Incident.SSNS + Incident.FLUSHED),
                        tuple("Statement#commission", Incident.PAYOUTS + 5L * Incident.STATEMENTS),
                        tuple("Person#email", Incident.LETTERS + Incident.FLUSHED));
    }

    private static org.assertj.core.groups.Tuple tuple(String field, long count) {
        return org.assertj.core.groups.Tuple.tuple("com.acme.spm.domain." + field, count);
    }

    @Test
    void tenantNarrowsToItsWorkAndItsData() {
        List<JsonValue> reads = JsonValue.lines(Outcome.of("timeline", "--tenant", "globex", "--format", "jsonl", dir)
                .out());

        assertThat(reads).hasSize(Incident.SALARIES);
    }

    @Test
    void outputGoesToAFile() throws IOException {
        Path file = dir.resolve("answers/who.json");

        Outcome outcome = Outcome.of("who", "--subject", 2, "--format", "json", "--output", file, dir);

        assertThat(outcome.out()).isEmpty();
        assertThat(JsonValue.parse(Files.readString(file)).get("reads").list()).hasSize(6);
        assertThat(file.resolveSibling("who.json.part")).doesNotExist();
    }

    @Test
    void subjectReportTellsDaysAndPurposesAndWithholdsWho() {
        Outcome outcome = Outcome.of("subject-report", "--subject", 2, "--withhold-principals", dir);

        assertThat(outcome.out())
                .contains("2026-11-23", "Social security number", "No purpose is known", "Who read is withheld.")
                .doesNotContain("carl", "sam", "pam", "nightly");
    }

    @Test
    void subjectReportTellsWhoUnlessThatIsWithheld() {
        List<JsonValue> reads = JsonValue.lines(Outcome.of("subject-report", "--subject", 2, "--format", "jsonl", dir)
                .out());

        assertThat(reads)
                .extracting(read -> read.get("principal").text())
                .contains("carl@northpeak.example", "sam", "pam");
    }

    @Test
    void tailShowsTheNewestRecords() {
        List<JsonValue> records =
                JsonValue.lines(Outcome.of("tail", "-n", 3, dir).out());

        assertThat(records).hasSize(3);
        assertThat(records.get(0).keys()).containsEntry("record", "heartbeat");
        assertThat(records.get(2).keys()).containsEntry("record", "checkpoint");
    }

    @Test
    void manyLedgersAreOneAnswer(@TempDir Path other) throws IOException {
        Incident.in(other);

        Outcome outcome = Outcome.of("principal", "olga", "--format", "json", dir, other);

        JsonValue answer = JsonValue.parse(outcome.out());
        assertThat(answer.get("completeness").get("ledgers").number()).isEqualTo(2);
        assertThat(answer.get("completeness").get("accesses").number()).isEqualTo(2 * Incident.ACCESSES);
        assertThat(answer.get("summary").get("accesses").number()).isEqualTo(4L * Incident.SALARIES);
        assertThat(answer.get("summary").get("people").number()).isEqualTo(2L * Incident.SALARIES);
    }
}
