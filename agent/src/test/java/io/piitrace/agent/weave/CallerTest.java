package io.piitrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.weave.target.CallerTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads through accessors name the caller where it was known when the caller was woven. */
class CallerTest {
    @Test
    void theCallerOfAnAccessorIsNoted() throws Exception {
        WovenProgram program = new WovenProgram(CallerTarget.class.getName(), WovenProgram.noRules());
        program.loadClass(CallerTarget.class.getName() + "$Person");
        program.loadClass(CallerTarget.class.getName() + "$Employee");
        program.loadClass(CallerTarget.class.getName() + "$Manager");

        program.run(CallerTarget.class);

        List<String> callers = program.reads.stream()
                .map(read -> read.caller == null ? "none" : method(read.caller.place()))
                .toList();
        assertThat(callers).containsExactly("direct", "through", "inherited", "bridged", "overridden", "none", "none");
    }

    @Test
    void aCallerThatIsLoadedBeforeTheAccessorHasToBeWovenAgain() throws Exception {
        WovenProgram program = new WovenProgram(CallerTarget.class.getName(), WovenProgram.noRules());
        program.loadClass(CallerTarget.class.getName());
        assertThat(program.stale()).isEmpty();

        program.loadClass(CallerTarget.class.getName() + "$Person");

        assertThat(program.stale()).containsExactly(CallerTarget.class.getName().replace('.', '/'));
        assertThat(program.stale()).isEmpty();
    }

    private static String method(String place) {
        String name = place.substring(0, place.indexOf('('));
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
