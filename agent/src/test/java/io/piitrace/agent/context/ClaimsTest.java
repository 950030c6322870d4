package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final Claims CLAIMS = new Claims(
            Map.of(
                    "sub", "amy",
                    "act", Map.of("sub", "carol"),
                    "https://acme.com/org", "acme",
                    "groups", List.of("CLERK", "AUDITOR"),
                    "realm", Map.of("roles", "clerk, auditor"),
                    "only", List.of(7)),
            Map.of(
                    "principal", "sub",
                    "actor", "act.sub",
                    "tenant", "https://acme.com/org",
                    "roles", "realm.roles",
                    "party", "groups",
                    "region", "only"));

    @Test
    void aClaimMayBeWithinAClaimOrHaveDotsInItsName() {
        assertThat(CLAIMS.text("principal")).isEqualTo("amy");
        assertThat(CLAIMS.text("actor")).isEqualTo("carol");
        assertThat(CLAIMS.text("tenant")).isEqualTo("acme");
        assertThat(CLAIMS.text("unnamed")).isNull();
    }

    @Test
    void severalValuesAreNoText() {
        assertThat(CLAIMS.texts("party")).containsExactly("CLERK", "AUDITOR");
        assertThat(CLAIMS.text("party")).isNull();
        assertThat(CLAIMS.text("region")).isEqualTo("7");
        assertThat(CLAIMS.texts("roles")).containsExactly("clerk", "auditor");
    }
}
