package io.piitrace.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class AccessContextTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void withoutTheAgentWorkRunsAsIfNothingHadBeenStated() throws Exception {
        AccessContext context = AccessContext.open()
                .principal("amy")
                .roles("payroll-admin", "auditor")
                .party("client-user")
                .tenant("acme")
                .purpose("legal")
                .ticket("CASE-17")
                .region("DE")
                .entry("job:nightly");

        context.run(() -> done.add("run"));

        assertThat(done).containsExactly("run");
        assertThat(context.<String>call(() -> "called")).isEqualTo("called");
    }

    @Test
    void withoutTheAgentAllScopesAreOneAndTheSame() {
        try (AccessContext.Scope outer = AccessContext.open().purpose("legal").start();
                AccessContext.Scope inner =
                        AccessContext.open().purpose("upgrade").start()) {
            assertThat(outer).isSameAs(inner);
            inner.close();
        }
    }

    @Test
    void withoutTheAgentTasksAreNotWrapped() {
        Runnable task = () -> {};
        Callable<String> call = () -> "called";

        assertThat(AccessContext.wrap(task)).isSameAs(task);
        assertThat(AccessContext.wrap(call)).isSameAs(call);
    }

    @Test
    void exceptionsOfTheWorkReachTheCaller() {
        IOException failure = new IOException("of the work");

        assertThatThrownBy(() -> AccessContext.open().purpose("legal").call(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> AccessContext.open().ticket(null))
                .withMessage("ticket");
    }

    @Test
    void withoutTheAgentNothingIsRecordedAndNobodyMinds() {
        AccessContext.record("ssn", 42L, "Employee#ssn");
        AccessContext.record("ssn", null);

        assertThatNullPointerException()
                .isThrownBy(() -> AccessContext.record(null, 42L))
                .withMessage("category");
    }

    @Test
    void classFilesRunOnJava8() throws IOException {
        try (DataInputStream in = new DataInputStream(AccessContext.class.getResourceAsStream("AccessContext.class"))) {
            assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
            in.readUnsignedShort();
            assertThat(in.readUnsignedShort()).isEqualTo(52);
        }
    }
}
