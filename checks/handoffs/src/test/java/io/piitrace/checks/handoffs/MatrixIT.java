package io.piitrace.checks.handoffs;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.NoticeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link Matrix}; {@code -Dpiitrace.test.regenerate=true} writes its table into docs/handoffs.md anew. */
class MatrixIT {
    private static final Path PAGE = Path.of(System.getProperty("piitrace.test.root"), "docs/handoffs.md");
    private static final String BEGIN = "<!-- frameworks:begin -->\n";
    private static final String END = "<!-- frameworks:end -->";
    private static final String AMY = "amy, legal";
    private static final String LOST = "nobody, context-lost";

    /** Where amy is not to be expected. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("Reactor: Sinks.many, multicast with a shared buffer", LOST),
            Map.entry("RxJava: SingleSubject", LOST),
            Map.entry("Netty: listener of a promise that another fulfils", LOST),
            Map.entry("Netty: after amy, for nobody", "nobody, not-expected"),
            Map.entry(
                    "Spring Security: carol, switched to amy",
                    "carol [acting-as:amy, previous-administrator], undeclared"),
            Map.entry("Quartz: job", "nightly-payout, undeclared, job:nightly-payout"),
            Map.entry("Spring Batch: job, its step on a thread of its own", "monthly, undeclared, job:monthly"),
            Map.entry("gRPC: unary call", "nobody, support-request, ticket CASE-17, grpc:acme.Payroll/Pay"),
            Map.entry("JMS: listener, for nobody in particular", "jms:payouts, undeclared, jms:payouts"),
            Map.entry("JMS: listener, for whom a trusted header names", "dave, service-request, jms:payouts"),
            Map.entry("WebFlux: plain", "dana [clerk], client-use, GET /plain/{id}"),
            Map.entry("WebFlux: scheduled", "dana [clerk], client-use, GET /scheduled/{id}"),
            Map.entry("WebFlux: delayed", "dana [clerk], client-use, GET /delayed/{id}"),
            Map.entry("WebFlux: with a body", "dana [clerk], client-use, POST /body"),
            Map.entry("Kafka: a loop's record, for nobody in particular", "kafka:payouts, undeclared, kafka:payouts"),
            Map.entry(
                    "Kafka: a loop's record, for whom a trusted header names", "dave, service-request, kafka:payouts"),
            Map.entry("Kafka: after the last record of a loop", "nobody, not-expected"),
            Map.entry("Kafka: listener of Spring", "kafka:letters, undeclared, kafka:letters"),
            Map.entry("JMS: received by a loop, for whom a trusted header names", "dave, undeclared, jms:letters"),
            Map.entry("JMS: after the loop found no message", "nobody, not-expected"),
            Map.entry("JMS: listener without Spring", "dave, undeclared, jms:notes"),
            Map.entry("Servlet: header with purpose and ticket", "p1 [clerk], support-request, ticket CASE-1, GET /"),
            Map.entry(
                    "Servlet: the same, where the code declares a purpose",
                    "p1 [clerk], legal, header claims support-request, ticket CASE-1, GET /declared"),
            Map.entry(
                    "Servlet: the same, where the code names a ticket",
                    "p1 [clerk], support-request, ticket CASE-2, header claims CASE-1, GET /ticket"));

    @TempDir
    private Path dir;

    @Test
    void everyHandOffKeepsThePersonOrSaysThatItLostHer() throws Exception {
        Jvm jvm = new Jvm(dir);
        List<String> names = jvm.run(",identity.message.principal=x-user", Matrix.class);
        Recorded recorded = new Recorded(jvm.ledger(), names.size());
        Map<String, String> found = new LinkedHashMap<>();
        Map<String, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            found.put(names.get(i), told(recorded.of(i + 1).keySet()));
            expected.put(names.get(i), OTHERS.getOrDefault(names.get(i), AMY));
        }

        assertThat(found).containsExactlyEntriesOf(expected);
        assertThat(names).hasSizeGreaterThanOrEqualTo(40);
        assertThat(recorded.notices(NoticeType.GAP)).isEmpty();
        assertThat(recorded.notices(NoticeType.STOP).get(0).attributes())
                .containsEntry("context-lost-shared-rxjava", "1")
                .containsKeys(
                        "context-lost-shared-reactor", "context-lost-shared-netty"); // servers share promises, too
        holdThePage(found);
    }

    private static String told(Set<Context> contexts) {
        return contexts.stream()
                .map(MatrixIT::told)
                .sorted()
                .distinct()
                .reduce((a, b) -> a + " | " + b)
                .orElse("nothing");
    }

    private static String told(Context context) {
        String who = context.principal() == null ? "nobody" : context.principal();
        String roles = context.roles().isEmpty()
                ? ""
                : " " + context.roles().stream().sorted().toList();
        return who
                + roles
                + ", "
                + context.purpose()
                + told(", header claims ", context.claimedPurpose())
                + told(", ticket ", context.ticket())
                + told(", header claims ", context.claimedTicket())
                + told(", ", context.entry());
    }

    private static String told(String before, String value) {
        return value == null ? "" : before + value;
    }

    private static void holdThePage(Map<String, String> found) throws IOException {
        StringBuilder table = new StringBuilder("| hand-off | recorded under |\n|---|---|\n");
        found.forEach((name, told) ->
                table.append("| ").append(name).append(" | ").append(told).append(" |\n"));
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("piitrace.test.regenerate")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
        } else {
            assertThat(page.substring(from, to)).isEqualTo(table.toString());
        }
    }
}
