package io.piitrace.agent.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.NoticeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private final Notices notices = new Notices();
    private final List<String> received = new ArrayList<>();

    @Test
    void whatCameBeforeTheReceiverIsHandedOverFirst() {
        notices.gap("com.acme.A", "too large");
        notices.receiveWith((type, timeMs, attributes) -> received.add(type.code() + attributes.get("what")));
        notices.gap("com.acme.B", "too large");

        assertThat(received).containsExactly("gapcom.acme.A", "gapcom.acme.B");
    }

    @Test
    void sameGapIsSaidOnce() {
        notices.receiveWith((type, timeMs, attributes) -> received.add(attributes.get("why")));
        notices.gap("com.acme.A", "too large");
        notices.gap("com.acme.A", "too large");
        notices.gap("com.acme.A", "broken");

        assertThat(received).containsExactly("too large", "broken");
    }

    @Test
    void tooManyAreCountedAndTheNumberIsSaid() {
        for (int i = 0; i < 5000; i++) {
            notices.notice(NoticeType.HEARTBEAT, Map.of("i", Integer.toString(i)));
        }
        List<Map<String, String>> all = new ArrayList<>();
        notices.receiveWith((type, timeMs, attributes) -> all.add(attributes));
        notices.notice(NoticeType.HEARTBEAT, Map.of("i", "last"));

        assertThat(all).hasSize(4097);
        assertThat(all.get(4096)).containsEntry("noticesDropped", "904");
    }
}
