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
    private static final Map<String, String> OTHERS = Map.of(
            "Reactor: Sinks.many, multicast with a shared buffer", LOST,
            "RxJava: SingleSubject", LOST,
            "Netty: listener of a promise that another fulfils", LOST,
            "Netty: after amy, for nobody", "nobody, not-expected",
            "Spring Security: carol, switched to amy", "carol [acting-as:amy, previous-administrator], undeclared",
            "Quartz: job", "nightly-payout, undeclared, job:nightly-payout",
            "Spring Batch: job, its step on a thread of its own", "monthly, undeclared, job:monthly",
            "gRPC: unary call", "nobody, support-request, grpc:acme.Payroll/Pay",
            "JMS: listener, for nobody in particular", "jms:payouts, undeclared, jms:payouts",
            "JMS: listener, for whom a trusted header names", "dave, service-request, jms:payouts");

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
        return who + roles + ", " + context.purpose() + (context.entry() == null ? "" : ", " + context.entry());
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
