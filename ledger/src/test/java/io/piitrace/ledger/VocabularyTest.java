package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.piitrace.ledger.Vocabulary.Category;
import io.piitrace.ledger.Vocabulary.Purpose;
import io.piitrace.ledger.Vocabulary.Sensitivity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private final Vocabulary vocabulary = Vocabulary.standard();

    @Test
    void standardListIsComplete() {
        assertThat(vocabulary.version()).isEqualTo(1);
        assertThat(vocabulary.categories()).hasSize(14);
        assertThat(vocabulary.parties()).hasSize(6);
        assertThat(vocabulary.purposes()).hasSize(19);
    }

    @Test
    void categoryTellsTermClassAndSensitivity() {
        Category ssn = vocabulary.category("ssn");

        assertThat(ssn).isNotNull();
        assertThat(ssn.term()).isEqualTo("pd:OfficialID");
        assertThat(ssn.dataClassId()).isEqualTo(2);
        assertThat(ssn.sensitivity()).isEqualTo(Sensitivity.HIGH);
    }

    @Test
    void purposesNameOnlyKnownParties() {
        List<String> parties =
                vocabulary.parties().stream().map(Vocabulary.Party::code).toList();

        assertThat(vocabulary.purposes())
                .allSatisfy(purpose -> assertThat(parties).containsAll(purpose.parties()));
    }

    @Test
    void nobodyMayUseMarketing() {
        Purpose marketing = vocabulary.purpose("marketing");

        assertThat(marketing).isNotNull();
        assertThat(marketing.parties()).isEmpty();
    }

    @Test
    void theProductItselfIsNoPerson() {
        assertThat(vocabulary.parties().stream()
                        .filter(party -> !party.person())
                        .map(Vocabulary.Party::code))
                .containsExactly("system");
    }

    @Test
    void threeReasonsForNoPurposeAreNoPurposes() {
        assertThat(List.of(Vocabulary.UNDECLARED, Vocabulary.NOT_EXPECTED, Vocabulary.CONTEXT_LOST))
                .allMatch(vocabulary::isNoPurpose)
                .allMatch(vocabulary::isKnownPurpose)
                .allMatch(code -> vocabulary.purpose(code) == null);
    }

    @Test
    void clientsOwnCodesAreKnown() {
        assertThat(vocabulary.isKnownCategory("x-badge")).isTrue();
        assertThat(vocabulary.isKnownCategory("badge")).isFalse();
        assertThat(vocabulary.isKnownSource("api")).isTrue();
        assertThat(vocabulary.isKnownSource("guess")).isFalse();
    }

    @Test
    void badLineIsNamed() {
        assertThatThrownBy(() -> Vocabulary.read(new BufferedReader(new StringReader("\nfruit | apple"))))
                .isInstanceOf(IOException.class)
                .hasMessage("bad vocabulary line: line=2 found=fruit | apple");
    }
}
