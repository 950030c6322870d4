package io.piitrace.agent.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Entries of the configuration name classes exactly or with wildcards; those that are of no use are told. */
class EntriesTest {
    @Test
    void anExactNameCountsBeforeAPatternAndALongPatternBeforeAShortOne() {
        Entries<String> entries = entries("com.acme.*", "all", "com.acme.hr.*", "hr", "com.acme.hr.Person", "person");

        assertThat(entries.of("com.acme.hr.Person")).isEqualTo("person");
        assertThat(entries.of("com.acme.hr.Other")).isEqualTo("hr");
        assertThat(entries.of("com.acme.Other")).isEqualTo("all");
        assertThat(entries.of("com.acmeOther")).isNull();
    }

    @Test
    void whatWasNeverAskedForIsUnmatched() {
        Entries<String> entries = entries("com.acme.*", "a", "org.*", "b", "net.One", "c");
        entries.of("com.acme.Person");

        List<Unmatched> unmatched = new ArrayList<>();
        entries.addUnmatched(unmatched);

        assertThat(unmatched).extracting(Unmatched::entry).containsExactly("x.net.One", "x.org.*");
    }

    @Test
    void aStarStandsForAnyCharacters() {
        assertThat(new Wildcard("*").matches("")).isTrue();
        assertThat(new Wildcard("a*").matches("a")).isTrue();
        assertThat(new Wildcard("a*a").matches("a")).isFalse();
        assertThat(new Wildcard("a*a").matches("aa")).isTrue();
        assertThat(new Wildcard("*Name").matches("firstName")).isTrue();
        assertThat(new Wildcard("*Name").matches("names")).isFalse();
        assertThat(new Wildcard("com.*.hr.*").matches("com.acme.x.hr.Person")).isTrue();
        assertThat(new Wildcard("com.*.hr.*").matches("com.hr.Person")).isFalse();
        assertThat(new Wildcard("a*b*b").matches("ab")).isFalse();
        assertThat(new Wildcard("a.c").matches("abc")).isFalse();
    }

    private static Entries<String> entries(String... namesAndValues) {
        Map<String, String> options = new java.util.LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Entries<>("x.", options, Map.Entry::getValue);
    }
}
