package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.Sources;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaggageTest {
    private static final Baggage BAGGAGE = new Baggage(
            Map.of("principal", "user", "roles", "roles", "tenant", "org", "region", "seat", "purpose", "why"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user=amy|amy",
                "a=b, user = amy ;p=1;q , c=d|amy",
                "user=a%20m%2Cy+1|a m,y+1",
                "user=%zz|",
                "users=amy,=amy,user|",
                "a=b;user=amy|",
                "''|"
            })
    void aHeaderSaysWhatStandsBehindTheKey(String header, String expected) throws Throwable {
        assertThat(BAGGAGE.said(Baggage.of(header)).principal()).isEqualTo(expected);
    }

    @Test
    void aPurposeThatIsNoCodeIsIgnored() throws Throwable {
        assertThat(BAGGAGE.said(Baggage.of("why=just so")).purpose()).isNull();
        assertThat(BAGGAGE.said(Baggage.of("why=legal")).purpose()).isEqualTo("legal");
    }

    @Test
    void whatIsKnownOtherwiseStaysAndNobodyGetsAnothersRoles() throws Throwable {
        Statement said = BAGGAGE.said(Baggage.of("user=mallory,roles=admin,seat=DE,org=acme,why=legal"));
        Context amy = known("amy", "container", List.of("clerk"), "undeclared", "none");

        Context refined = said.beyond(amy).refine(amy);

        assertThat(refined.principal()).isEqualTo("amy");
        assertThat(refined.roles()).containsExactly("clerk");
        assertThat(refined.region()).isNull();
        assertThat(refined.tenant()).isEqualTo("acme");
        assertThat(refined.sources()).isEqualTo(new Sources("container", null, "baggage", null));
        assertThat(refined.purpose() + ' ' + refined.purposeSource()).isEqualTo("legal baggage");
    }

    @Test
    void otherBaggageCountsInPlaceOfTheOneBefore() throws Throwable {
        Context amy = known("amy", "baggage", List.of("clerk"), "legal", "api");

        Context refined =
                BAGGAGE.said(Baggage.of("user=carol,why=upgrade")).beyond(amy).refine(amy);

        assertThat(refined.principal()).isEqualTo("carol");
        assertThat(refined.roles()).isEmpty();
        assertThat(refined.purpose()).isEqualTo("legal");
    }

    @Test
    void theSameBaggageSaysNothingNew() throws Throwable {
        Context amy = known("amy", "baggage", List.of("clerk"), "undeclared", "none");

        assertThat(BAGGAGE.said(Baggage.of("user=amy,roles=clerk")).beyond(amy)).isNull();
    }

    private static Context known(String principal, String by, List<String> roles, String purpose, String source) {
        return new Context(null, principal, null, roles, null, null, purpose, source, null, null, null, null)
                .withSources(new Sources(by, null, null, null));
    }
}
