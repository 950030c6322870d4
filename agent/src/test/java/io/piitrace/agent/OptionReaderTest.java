package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionReaderTest {
    @TempDir
    Path dir;

    @Test
    void everythingHasItsDefault() throws Exception {
        AgentOptions options = read("");

        for (Option option : Option.values()) {
            assertThat(options.text(option)).as(option.key()).isEqualTo(option.byDefault());
            assertThat(options.entries(option)).as(option.key()).isEmpty();
        }
        assertThat(options.given()).isEmpty();
    }

    @Test
    void everyExampleIsRead() throws Exception {
        for (Option option : Option.values()) {
            if (option != Option.CONFIG) {
                assertThat(read(option.example()).given()).as(option.key()).hasSize(1);
            }
        }
    }

    @Test
    void aCommaInsideAListDoesNotEndIt() throws Exception {
        AgentOptions options = read("service=payroll,sinks=jsonl,slf4j,tenant=acme");

        assertThat(options.list(Option.SINKS)).containsExactly("jsonl", "slf4j");
        assertThat(options.text(Option.TENANT)).isEqualTo("acme");
    }

    @Test
    void anEqualsSignInsideBracketsBelongsToTheKey() throws Exception {
        Path file = Files.writeString(dir.resolve("p"), "field.a.B#c[d=e]=ssn\n");

        assertThat(read("field.a.B#c[d=e]=ssn").entries(Option.FIELD)).containsExactly(Map.entry("a.B#c[d=e]", "ssn"));
        assertThat(read("config=" + file).entries(Option.FIELD)).containsExactly(Map.entry("a.B#c[d=e]", "ssn"));
    }

    @Test
    void theMoreParticularSourceWins() throws Exception {
        Path file = Files.writeString(dir.resolve("p"), "service=file\ninstance=file\ntenant=file\ndir=file\n");
        Properties properties = new Properties();
        properties.setProperty("piitrace.service", "property");
        properties.setProperty("piitrace.instance", "property");
        Map<String, String> environment = Map.of(
                "PIITRACE_SERVICE",
                "environment",
                "PIITRACE_INSTANCE",
                "environment",
                "PIITRACE_TENANT",
                "environment");

        AgentOptions options = OptionReader.read("service=argument,config=" + file, properties, environment);

        assertThat(options.text(Option.SERVICE)).isEqualTo("argument");
        assertThat(options.text(Option.INSTANCE)).isEqualTo("property");
        assertThat(options.text(Option.TENANT)).isEqualTo("environment");
        assertThat(options.text(Option.DIR)).isEqualTo("file");
    }

    @Test
    void aKeyMayBeBothAnOptionAndTheBeginningOfOthers() throws Exception {
        AgentOptions options =
                read("tenant=a,tenant.x.Y=t.u,subject.key=k,subject.x.Y=id,purpose.default=p,purpose.x.Y#m=q");

        assertThat(options.text(Option.TENANT)).isEqualTo("a");
        assertThat(options.entries(Option.TENANT_OF)).containsExactly(Map.entry("x.Y", "t.u"));
        assertThat(options.text(Option.SUBJECT_KEY)).isEqualTo("k");
        assertThat(options.entries(Option.SUBJECT)).containsExactly(Map.entry("x.Y", "id"));
        assertThat(options.text(Option.PURPOSE_DEFAULT)).isEqualTo("p");
        assertThat(options.entries(Option.PURPOSE)).containsExactly(Map.entry("x.Y#m", "q"));
    }

    @Test
    void whatIsWrongIsSaidInOneLine() {
        assertWrong("sink=jsonl", "agent argument: unknown option sink; nearest is sinks");
        assertWrong("feild.a.B#c=ssn", "agent argument: unknown option feild.a.B#c; nearest is field.…");
        assertWrong("enabled=yes", "agent argument: enabled=yes is not true or false");
        assertWrong("on.full.max.ms=-1", "agent argument: on.full.max.ms=-1 is not a number");
        assertWrong("sinks=jsonl,fax", "agent argument: sinks=jsonl,fax names fax, which is not one of");
        assertWrong("service", "agent argument: service has no value; write service=…");
        assertWrong("field.a.B#c=", "agent argument: field.a.B#c= is empty");
    }

    @Test
    void variablesOfKubernetesAreNoOptions() throws Exception {
        Map<String, String> links =
                Map.of("PIITRACE_SERVICE_HOST", "10.0.0.1", "PIITRACE_PORT_80_TCP", "tcp://10.0.0.1:80");

        assertThat(OptionReader.read("", new Properties(), links).given()).isEmpty();
        assertThatThrownBy(() -> OptionReader.read("", new Properties(), Map.of("PIITRACE_SERVIC", "x")))
                .hasMessage("environment: unknown variable PIITRACE_SERVIC; nearest is PIITRACE_SERVICE");
    }

    private static void assertWrong(String argument, String message) {
        assertThatThrownBy(() -> read(argument))
                .isInstanceOf(BadOptionException.class)
                .hasMessageStartingWith(message);
    }

    private static AgentOptions read(String argument) throws BadOptionException {
        return OptionReader.read(argument, new Properties(), Map.of());
    }
}
