package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.RecordingOptions.Principals;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.seal.SubjectKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the option {@code principal} makes of a name. */
class DisguiseTest {
    private static final Context AMY = new Context(
            "acme", "amy", "client-user", List.of("clerk"), null, null, "legal", "api", null, null, null, null);

    @TempDir
    Path dir;

    @Test
    void rawLeavesTheContextAsItIs() {
        assertThat(in(Principals.RAW)).isEqualTo(AMY);
    }

    @Test
    void hashReplacesTheNameAlone() {
        Context hashed = in(Principals.HASH);

        assertThat(hashed.principal()).isNotEmpty().doesNotContain("amy");
        assertThat(hashed)
                .usingRecursiveComparison()
                .ignoringFields("principal")
                .isEqualTo(AMY);
        assertThat(in(Principals.HASH)).isEqualTo(hashed);
    }

    @Test
    void noneLeavesTheNameOut() {
        assertThat(in(Principals.NONE).principal()).isNull();
        assertThat(in(Principals.NONE).roles()).containsExactly("clerk");
    }

    @Test
    void inWhoseNameSomebodyActsIsDisguisedLikeHerself() {
        Context acting = AMY.withRoles(List.of("clerk", Context.ACTING_AS + "carol"));
        Context carol = AMY.withPrincipal("carol");

        assertThat(in(Principals.RAW, acting)).isEqualTo(acting);
        assertThat(in(Principals.HASH, acting).roles())
                .containsExactly(
                        "clerk", Context.ACTING_AS + in(Principals.HASH, carol).principal());
        assertThat(in(Principals.NONE, acting).roles()).containsExactly("clerk", Context.ACTING_AS + "somebody");
    }

    private Context in(Principals form) {
        return in(form, AMY);
    }

    private Context in(Principals form, Context context) {
        SubjectKey key = SubjectKey.inOrCreate(dir.resolve("subject.key").toFile());
        return new Disguise(form, key).apply(context);
    }
}
