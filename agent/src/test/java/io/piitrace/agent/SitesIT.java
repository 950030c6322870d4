package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.AgentJvm.Result;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.woven.SiteProgram;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A read through a getter is recorded with the class, method and line of the getter's caller. */
class SitesIT {
    /** Whose call sites are not in the code: the place is inferred from the stack, and the record says so. */
    private static final Set<String> INFERRED = Set.of(
            "byReference",
            "byStream",
            "byReflection",
            "byHandle",
            "inPool",
            "throughDecorator",
            "throughEnhancer",
            "throughProxy",
            "within");

    @TempDir
    Path dir;

    @Test
    void placeIsTheLineOfTheCallWhateverStandsInBetween() throws Exception {
        Result result = new AgentJvm(dir).agent("").run(SiteProgram.class);

        assertThat(result.err()).hasLineCount(1);
        Map<String, Set<String>> called = new TreeMap<>();
        for (String line : result.out().lines().toList()) {
            int blank = line.indexOf(' ');
            called.computeIfAbsent(line.substring(0, blank), f -> new TreeSet<>())
                    .add(line.substring(blank + 1));
        }
        Map<String, Set<String>> recorded = new TreeMap<>();
        Set<String> inferred = new TreeSet<>();
        long all = 0;
        long guessed = 0;
        for (AccessRecord access : Accesses.in(dir).accesses()) {
            String field = access.site().field().name();
            recorded.computeIfAbsent(field, f -> new TreeSet<>())
                    .add(access.site().place());
            all += access.count();
            if (access.site().inferred()) {
                inferred.add(field);
                guessed += access.count();
            }
        }
        System.out.println("sites inferred: " + guessed + " of " + all + " reads, of the fields " + inferred);
        assertThat(recorded).isEqualTo(called);
        assertThat(inferred).isEqualTo(INFERRED);
    }
}
