package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be done is refused, with one line that says so. */
class RefusedOptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"kafka", "carrier-pigeon"})
    void sinksThatThisVersionDoesNotHaveAreRefused(String sink) {
        assertThatThrownBy(() -> read("sinks=jsonl," + sink))
                .isInstanceOf(BadOptionException.class)
                .hasMessage(
                        "agent argument: sinks=jsonl," + sink + " names " + sink
                                + ", which is not one of those that this version has: jsonl, slf4j, stdout, syslog, otlp, checkpoint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity.mdc.shoe-size",
                "identity.claim.ticket",
                "identity.authority.principal",
                "sink.stdout.colour",
                "sink.syslog.colour"
            })
    void entriesThatWouldDoNothingAreRefused(String key) {
        assertThatThrownBy(() -> read(key + "=x"))
                .isInstanceOf(BadOptionException.class)
                .hasMessageStartingWith("agent argument: " + key + "=x does nothing: ");
    }

    @Test
    void entriesThatDoSomethingAreTaken() throws BadOptionException {
        AgentOptions options =
                read("identity.mdc.request=rid,identity.claim.tenant=org,sink.jsonl.file=/tmp/a,sinks=jsonl,stdout");

        assertThat(options.entries(Option.MDC)).isEqualTo(Map.of("request", "rid"));
        assertThat(options.entries(Option.CLAIM)).isEqualTo(Map.of("tenant", "org"));
        assertThat(options.entries(Option.SINK)).isEqualTo(Map.of("jsonl.file", "/tmp/a"));
        assertThat(options.list(Option.SINKS)).containsExactly("jsonl", "stdout");
    }

    private static AgentOptions read(String argument) throws BadOptionException {
        return OptionReader.read(argument, new Properties(), Map.of());
    }
}
