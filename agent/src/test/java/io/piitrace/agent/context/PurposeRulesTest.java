package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurposeRulesTest {
    private static final PurposeRules RULES = new PurposeRules(
            new LinkedHashMap<>(Map.of(
                    "GET/reports/**", "client-use",
                    "*/pay/*", "compensation-run",
                    "job/nightly-*", "compensation-run",
                    "kafka/payouts", "operations",
                    "grpc/acme.Payroll/*", "service-request",
                    "com.acme.Nightly#run", "upgrade")),
            Map.of("client-user", "client-use"),
            Set.of("provider-staff"));

    @ParameterizedTest
    @CsvSource({
        "GET /reports/2026/march, client-use rule",
        "POST /reports/2026/march, undeclared none",
        "POST /pay/{id}, compensation-run rule",
        "POST /pay/{id}/slip, undeclared none",
        "job:nightly-payout, compensation-run rule",
        "job:payout, undeclared none",
        "kafka:payouts, operations rule",
        "grpc:acme.Payroll/Pay, service-request rule"
    })
    void whatDeclaresNothingHasThePurposeOfItsEntry(String entry, String expected) {
        assertThat(told(null, "undeclared", "none", entry)).isEqualTo(expected);
    }

    @Test
    void thePartysPurposeComesAfterThatOfTheEntry() {
        assertThat(told("client-user", "undeclared", "none", "POST /pay/{id}")).isEqualTo("compensation-run rule");
        assertThat(told("client-user", "undeclared", "none", "GET /")).isEqualTo("client-use default");
    }

    @Test
    void whatTheCodeDeclaresIsNotTouched() {
        assertThat(told("client-user", "legal", "annotation", "POST /pay/{id}")).isEqualTo("legal annotation");
        assertThat(told(null, "not-expected", "none", null)).isEqualTo("not-expected none");
        assertThat(told(null, "context-lost", "none", null)).isEqualTo("context-lost none");
    }

    @Test
    void aHeaderIsBelievedFromTrustedPartiesAlone() {
        assertThat(told("provider-staff", "legal", "request-header", "GET /")).isEqualTo("legal request-header");
        assertThat(told("client-user", "legal", "request-header", "GET /")).isEqualTo("client-use default");
        assertThat(told(null, "legal", "request-header", "GET /")).isEqualTo("undeclared none");
    }

    @Test
    void whatAHeaderClaimsIsToldWhereSomethingElseCounts() {
        Context claimed = new Context(
                        null,
                        "amy",
                        "client-user",
                        List.of(),
                        null,
                        null,
                        "legal",
                        "request-header",
                        "T-1",
                        "GET /",
                        null,
                        null)
                .withClaims("legal", "T-1");

        assertThat(RULES.apply(claimed).claimedPurpose()).isEqualTo("legal");
        assertThat(RULES.apply(claimed).claimedTicket()).isNull();
        Context declared = RULES.apply(claimed.withPurpose("upgrade", "annotation"));
        assertThat(declared.purpose() + ' ' + declared.claimedPurpose()).isEqualTo("upgrade legal");
    }

    @Test
    void methodsAreKeptForTheirClasses() {
        assertThat(RULES.methods()).isEqualTo(Map.of("com/acme/Nightly", Map.of("run", "upgrade")));
    }

    private static String told(String party, String purpose, String source, String entry) {
        Context context =
                new Context(null, "amy", party, List.of(), null, null, purpose, source, null, entry, null, null);
        Context told = RULES.apply(context);
        return told.purpose() + ' ' + told.purposeSource();
    }
}
