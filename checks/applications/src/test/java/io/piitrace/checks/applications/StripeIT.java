package io.piitrace.checks.applications;

import static io.piitrace.checks.applications.StripeProgram.CUSTOMERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stripe's customers: classes that nobody can annotate, read by getters and, through Gson, by reflection. */
class StripeIT {
    private static final String CUSTOMER = "com.stripe.model.Customer";
    private static final String ADDRESS = "com.stripe.model.Address";
    private static final int ADDRESS_FIELDS = 6;

    @TempDir
    static Path dir;

    private static TracedProgram traced;

    @BeforeAll
    static void billThem() throws Exception {
        List<String> configuration =
                TracedProgram.purposes(StripeProgram.class, "parse", "invoice", "toJson", "log", "compare", "index");
        configuration.addAll(List.of(
                "field." + CUSTOMER + "#name=name",
                "field." + CUSTOMER + "#email=email",
                "field." + CUSTOMER + "#phone=phone",
                "field." + ADDRESS + "#*=address",
                "subject." + CUSTOMER + "=id"));
        traced = TracedProgram.run(StripeProgram.class, dir, configuration);
    }

    /** Three fields of a customer and six of her address; an invoice names two of each. */
    @Test
    void everyOperationIsRecordedAsOftenAsItReads() {
        int all = 3 + ADDRESS_FIELDS;

        assertThat(traced.count(access -> access.context().purpose()))
                .isEqualTo(new TreeMap<>(Map.of(
                        "invoice", 4L * CUSTOMERS,
                        "toJson", (long) all * CUSTOMERS,
                        "log", (long) all * CUSTOMERS,
                        "compare", 2L * all * CUSTOMERS,
                        "index", (long) all * CUSTOMERS)));
        assertThat(traced.notices("gap")).isEmpty();
        assertThat(traced.notices("loss")).isEmpty();
    }

    @Test
    void whatGsonWritesIsADisclosureByReflection() {
        assertThat(kinds("toJson")).containsOnlyKeys("reflection");
        assertThat(kinds("log")).containsOnlyKeys("reflection");
    }

    @Test
    void gettersNameTheCodeThatCalledThem() {
        assertThat(kinds("invoice")).containsOnlyKeys("getter");
        assertThat(traced.accesses().stream()
                        .filter(access -> access.context().purpose().equals("invoice"))
                        .map(access -> access.site().place()))
                .isNotEmpty()
                .allSatisfy(place -> assertThat(place).startsWith(StripeProgram.class.getName() + ".invoice("));
    }

    @Test
    void everyCustomerIsSomebodyAndAnAddressSaysThatItIsNobodys() {
        assertThat(traced.accesses().stream()
                        .filter(access -> access.site().field().owner().equals(CUSTOMER))
                        .map(access -> String.valueOf(access.subject().pseudonym()))
                        .collect(Collectors.toSet()))
                .hasSize(CUSTOMERS)
                .doesNotContain("null");
        assertThat(traced.accesses().stream()
                        .filter(access -> access.site().field().owner().equals(ADDRESS))
                        .map(access -> String.valueOf(access.subject().unknownReason())))
                .containsOnly("no-subject-declared");
    }

    private static Map<String, Long> kinds(String operation) {
        List<AccessRecord> accesses = traced.accesses().stream()
                .filter(access -> access.context().purpose().equals(operation))
                .toList();
        return new TracedProgram(accesses, List.of())
                .count(access -> access.site().kind().code());
    }
}
