package io.piitrace.checks.handoffs;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.NoticeType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the ledger has to say of a storm. */
public final class StormLedger {
    private StormLedger() {}

    /** Nobody's reads are another's, and none is lost. */
    public static void check(String server, int requests, List<String> said, Path ledger) throws IOException {
        Recorded recorded = new Recorded(ledger, Server.PEOPLE);
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
                    assertThat(context.sources().principal()).isEqualTo("container");
                    right += each.getValue();
                }
            }
        }
        System.out.printf("%s: %d requests, %d reads of their own, %d lost%n", server, requests, right, lost);
        assertThat(said).containsExactly("answered " + requests);
        assertThat(right).isGreaterThanOrEqualTo(requests);
        assertThat(lost).isZero();
        assertThat(recorded.notices(NoticeType.GAP)).isEmpty();
        assertThat(recorded.notices(NoticeType.LOSS)).isEmpty();
    }
}
