package io.piitrace.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathsTest {
    @Test
    void whatVariesFromPersonToPersonIsReplaced() {
        assertThat(Paths.template("/employees/4711/statements")).isEqualTo("/employees/{id}/statements");
        assertThat(Paths.template("/people/jane@acme.com")).isEqualTo("/people/{id}");
        assertThat(Paths.template("/o/3f2504e0-4f89-11d3-9a0c-0305e82c3301/")).isEqualTo("/o/{id}/");
        assertThat(Paths.template("/search/J%C3%BCrgen")).isEqualTo("/search/{id}");
        assertThat(Paths.template("/login;jsessionid=0A1B")).isEqualTo("/{id}");
    }

    @Test
    void wordsAndVersionsStay() {
        assertThat(Paths.template("/api/v2/tax-export.csv")).isEqualTo("/api/v2/tax-export.csv");
        assertThat(Paths.template("/")).isEqualTo("/");
        assertThat(Paths.template("")).isEmpty();
    }
}
