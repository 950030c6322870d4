package io.piitrace.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final List<String> KEYS = List.of(
            "seq",
            "first",
            "last",
            "count",
            "service",
            "instance",
            "tenant",
            "tenantSource",
            "principal",
            "principalSource",
            "party",
            "partySource",
            "roles",
            "region",
            "regionSource",
            "session",
            "purpose",
            "purposeSource",
            "ticket",
            "claimedPurpose",
            "claimedTicket",
            "subject",
            "subjectUnknown",
            "subjectTenant",
            "field",
            "type",
            "category",
            "kind",
            "site",
            "siteSource",
            "entry",
            "trace",
            "request");

    @TempDir
    static Path dir;

    private static Incident incident;

    @BeforeAll
    static void writeLedger() throws IOException {
        incident = Incident.in(dir);
    }

    @Test
    void everyRecordIsALineAndNoneIsMissing() {
        Outcome outcome = Outcome.of("export", "--format", "jsonl", dir);

        List<JsonValue> records = JsonValue.lines(outcome.out());
        assertThat(records.stream().map(record -> record.get("seq").number()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, records.size()).boxed().toList());
        assertThat(records.stream()
                        .filter(record -> record.keys().containsKey("count")
                                && !record.keys().containsKey("record"))
                        .mapToLong(record -> record.get("count").number())
                        .sum())
                .isEqualTo(Incident.ACCESSES);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).contains("whole and unaltered", String.format("%,d accesses", Incident.ACCESSES));
    }

    @Test
    void keysAreThoseOfTheContract() {
        List<JsonValue> records =
                JsonValue.lines(Outcome.of("export", "--accesses-only", dir).out());

        assertThat(records)
                .allSatisfy(record -> assertThat(KEYS).containsAll(record.keys().keySet()));
        JsonValue carl = records.stream()
                .filter(record -> "carl@northpeak.example".equals(record.keys().get("principal")))
                .findFirst()
                .orElseThrow();
        assertThat(carl.keys())
                .containsEntry("subject", incident.pseudonym("acme", 1))
                .containsEntry("roles", List.of("consultant"))
                .containsEntry("trace", Incident.TRACE)
                .containsEntry("first", "2026-11-23T02:10:00.100Z")
                .containsEntry("count", 1L);
    }

    @Test
    void noticesTellTheirType() {
        List<String> types = JsonValue.lines(
                        Outcome.of("export", "--format", "jsonl", dir).out())
                .stream()
                .filter(record -> record.keys().containsKey("record"))
                .map(record -> record.get("record").text())
                .toList();

        assertThat(types).contains("start", "config", "gap", "loss", "heartbeat", "checkpoint");
        assertThat(types).filteredOn("gap"::equals).hasSize(2);
    }

    @Test
    void optionNamedLikeAKeyDoesNotHideTheKey() {
        JsonValue config = JsonValue.lines(
                        Outcome.of("export", "--format", "jsonl", dir).out())
                .stream()
                .filter(record -> "config".equals(record.keys().get("record")))
                .findFirst()
                .orElseThrow();

        assertThat(config.keys()).containsEntry("service", "spm").containsEntry("option.service", "spm");
    }

    @Test
    void csvIsReadBackAsItWasWritten() {
        Outcome outcome = Outcome.of("export", "--format", "csv", dir);

        List<List<String>> rows = csv(outcome.out());
        assertThat(rows.get(0)).isEqualTo(KEYS);
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(KEYS.size()));
        assertThat(rows.stream()
                        .skip(1)
                        .mapToLong(row -> Long.parseLong(row.get(3)))
                        .sum())
                .isEqualTo(Incident.ACCESSES);
        assertThat(rows)
                .anySatisfy(row -> assertThat(row.get(KEYS.indexOf("roles"))).isEqualTo("payroll-admin;employee"));
    }

    @Test
    void exportCanBeAboutOnePersonInOneWindow() {
        Outcome outcome = Outcome.of(
                "export",
                "--accesses-only",
                "--subject",
                2,
                "--from",
                "2026-11-23T02:10",
                "--to",
                "2026-11-23T02:20",
                dir);

        assertThat(JsonValue.lines(outcome.out()))
                .singleElement()
                .satisfies(record -> assertThat(record.keys()).containsEntry("category", "ssn"));
    }

    private static List<List<String>> csv(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        return rows;
    }
}
