package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void theTraceIdIsTakenFromAValidHeader() {
        assertThat(TraceParent.traceId("00-" + TRACE + "-b7ad6b7169203331-01")).isEqualTo(TRACE);
        assertThat(TraceParent.traceId("01-" + TRACE + "-b7ad6b7169203331-01-later"))
                .isEqualTo(TRACE);
    }

    @Test
    void anythingElseIsAsIfAbsent() {
        assertThat(TraceParent.traceId(null)).isNull();
        assertThat(TraceParent.traceId("")).isNull();
        assertThat(TraceParent.traceId("00-" + "0".repeat(32) + "-b7ad6b7169203331-01"))
                .isNull();
        assertThat(TraceParent.traceId("00-" + TRACE + "-0000000000000000-01")).isNull();
        assertThat(TraceParent.traceId("ff-" + TRACE + "-b7ad6b7169203331-01")).isNull();
        assertThat(TraceParent.traceId("00-" + TRACE.toUpperCase(java.util.Locale.ROOT) + "-b7ad6b7169203331-01"))
                .isNull();
        assertThat(TraceParent.traceId("00-" + TRACE + "-b7ad6b7169203331-01-more"))
                .isNull();
    }
}
