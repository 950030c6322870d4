package io.piitrace.checks.handoffs;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.NoticeType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dpiitrace.storm.requests=200000} for as many on every server. */
class StormIT {
    private static final int REQUESTS = Integer.getInteger("piitrace.storm.requests", 1_500);

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"tomcat", "jetty", "undertow"})
    void nobodysReadsAreRecordedAsSomebodyElses(String server) throws Exception {
        Jvm jvm = new Jvm(dir);
        List<String> said = jvm.run(",identity.party.CLERK=client-user", Storm.class, server, "" + REQUESTS);
        Recorded recorded = new Recorded(jvm.ledger(), Server.PEOPLE);
        long right = 0;
        long lost = 0;
        for (long person : recorded.numbers()) {
            for (Map.Entry<Context, Long> each : recorded.of(person).entrySet()) {
                Context context = each.getKey();
                if (context.purpose().equals("context-lost")) {
                    assertThat(context.principal()).isNull();
                    lost += each.getValue();
                } else {
                    assertThat(context.principal()).as(context.toString()).isEqualTo("p" + person);
                    assertThat(context.party()).isEqualTo("client-user");
                    assertThat(context.roles()).containsExactly("clerk");
                    right += each.getValue();
                }
            }
        }
        System.out.printf("%s: %d requests, %d reads of their own, %d lost%n", server, REQUESTS, right, lost);
        assertThat(said).containsExactly("answered " + REQUESTS);
        assertThat(right).isGreaterThanOrEqualTo(REQUESTS);
        assertThat(lost).isZero();
        assertThat(recorded.notices(NoticeType.GAP)).isEmpty();
        assertThat(recorded.notices(NoticeType.LOSS)).isEmpty();
    }
}
