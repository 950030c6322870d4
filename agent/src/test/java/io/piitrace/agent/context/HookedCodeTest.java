package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.annotation.AccessPurpose;
import io.piitrace.woven.Holder;
import io.piitrace.woven.Work;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HookedCodeTest {
    private static final String NOTHING = "null:not-expected:none";

    @Test
    void annotationsRulesAndTheApiAreInForceExactlyWhileTheirCodeRuns() throws Exception {
        WovenLoader loader =
                new WovenLoader(Map.of(Work.class.getName().replace('.', '/'), Map.of("ruled", "compensation-run")));
        Supplier<?> work = loader.copyOf(Work.class, Supplier.class);

        assertThat((List<?>) work.get())
                .hasToString(List.of(
                                NOTHING,
                                "null:legal:annotation",
                                "null:compensation-run:rule",
                                "null:support-request:annotation",
                                "null:investigate-defect:annotation",
                                "null:upgrade:annotation/" + NOTHING,
                                "6null:test-system:annotation",
                                "amy:legal:api",
                                "bob:undeclared:none",
                                NOTHING)
                        .toString());
        assertThat(Frames.current().values()).isEqualTo(Frames.root().values());
    }

    @Test
    void whomTheSecurityFrameworkHoldsIsFollowedOutsideOfRequestsAsWell() throws Exception {
        Supplier<?> holder = new WovenLoader(Map.of()).copyOf(Holder.class, Supplier.class);

        assertThat(holder.get()).hasToString("[amy, null, bob, null, null, null]");
        assertThat(Frames.current().values()).isEqualTo(Frames.root().values());
    }

    @Test
    void theAnnotationIsKnownByItsRealName() {
        assertThat("L" + AccessPurpose.class.getName().replace('.', '/') + ";")
                .isEqualTo("Lio/piitrace/annotation/AccessPurpose;");
    }
}
