package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.seal.SubjectKey;
import io.piitrace.woven.ScopeProgram;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scopes that are left open, and more contexts than are kept. */
class ScopesIT {
    private static final int CONTEXTS = 60_000;

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({
        "task, its task has ended",
        "thread, its thread has ended",
        "elsewhere, closed on thread Thread-",
        "order, the scope around it was closed"
    })
    void aTestThatAsksForItFailsOnALeakedScope(String how, String told) throws Exception {
        AgentJvm.Result strict = new AgentJvm(dir).agent("context.strict=true").run(ScopeProgram.class, how);

        assertThat(strict.exit()).isEqualTo(1);
        assertThat(strict.err().lines().toList())
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith("piitrace: a scope was not closed where it should be: opened at"
                        + " io.piitrace.woven.ScopeProgram.open(ScopeProgram.java:")
                .contains(told);
        assertThat(Accesses.in(dir).notices(NoticeType.STOP).get(0).attributes())
                .containsEntry("scopes-leaked", "1");
    }

    @Test
    void scopesThatAreClosedOnEveryPathAreNoLeaks() throws Exception {
        AgentJvm.Result strict = new AgentJvm(dir).agent("context.strict=true").run(ScopeProgram.class, "well");

        assertThat(strict.err().lines()).hasSize(1);
        assertThat(strict.out().lines()).hasSize(100).containsOnly("of the task");
        assertThat(strict.exit()).isZero();
    }

    @Test
    void whoDoesNotAskIsNotDisturbed() throws Exception {
        AgentJvm.Result usual = new AgentJvm(dir).agent("").run(ScopeProgram.class, "task");

        assertThat(usual.err().lines()).hasSize(1);
        assertThat(usual.exit()).isZero();
        assertThat(Accesses.in(dir).notices(NoticeType.STOP).get(0).attributes())
                .containsEntry("scopes-leaked", "1");
    }

    @Test
    void moreContextsThanAreKeptLeaveEveryReadWithItsPerson() throws Exception {
        AgentJvm.Result result = new AgentJvm(dir)
                .with("-Xmx48m")
                .agent("on.full.max.ms=60000")
                .run(ScopeProgram.class, "many", "" + CONTEXTS);

        assertThat(result.exit()).as(result.err()).isZero();
        SubjectKey key = SubjectKey.in(dir.resolve("piitrace/keys/subject.key"));
        Map<String, Long> reads = new TreeMap<>();
        for (AccessRecord access : Accesses.in(dir).accesses()) {
            String principal = String.valueOf(access.context().principal());
            assertThat(access.subject().pseudonym()).isEqualTo(key.pseudonym(null, principal.substring(1)));
            reads.merge(principal, access.count(), Long::sum);
        }
        assertThat(reads).hasSize(51).containsEntry("p1000", 2L).containsEntry("p7", CONTEXTS / 50L);
        assertThat(Accesses.in(dir).notices(NoticeType.LOSS)).isEmpty();
    }
}
