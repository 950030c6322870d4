package io.piitrace.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every option of the agent. {@code --help} prints this list, and docs/configuration.md is checked against it. */
public enum Option {
    CONFIG("config", Kind.TEXT, "", "properties file with any of these options", "/etc/piitrace.properties"),
    ENABLED("enabled", Kind.FLAG, "true", "false: the agent does nothing at all", "false"),
    SERVICE(
            "service",
            Kind.TEXT,
            "",
            "name of the application in every record; main class or jar if absent",
            "payroll"),
    INSTANCE("instance", Kind.TEXT, "", "name of this JVM in every record; host and pid if absent", "payroll-7"),
    TENANT("tenant", Kind.TEXT, "", "the one tenant that this JVM serves", "acme"),
    DIR("dir", Kind.TEXT, "./piitrace", "where spool, ledger and keys live", "/var/lib/piitrace"),
    FIELD(
            "field.",
            Kind.ENTRIES,
            "",
            "a personal field; * in names; [OTHER=VALUE] for key/value classes",
            "field.com.acme.Person#ssn=ssn"),
    SUBJECT(
            "subject.",
            Kind.ENTRIES,
            "",
            "path of fields from a class to the id of its person",
            "subject.com.acme.Payslip=person.id"),
    TENANT_OF(
            "tenant.",
            Kind.ENTRIES,
            "",
            "path of fields from a class to the tenant of its data",
            "tenant.com.acme.Person=tenant"),
    ANNOTATION(
            "annotation.",
            Kind.ENTRIES,
            "",
            "an annotation that means the same as @Pii",
            "annotation.com.acme.Secret=ssn"),
    PURPOSE(
            "purpose.",
            Kind.ENTRIES,
            "",
            "declared purpose of a method, or of an entry: GET/path/*, job/NAME, main/PROGRAM, kafka/TOPIC",
            "purpose.com.acme.Nightly#run=compensation-run"),
    PURPOSE_PARTY(
            "purpose.party.",
            Kind.ENTRIES,
            "",
            "purpose of a party's work that declares none",
            "purpose.party.client-user=client-use"),
    PURPOSE_DEFAULT("purpose.default", Kind.TEXT, "", "purpose of threads with no context at all", "operations"),
    ROLE_DEFAULT("role.default", Kind.TEXT, "", "role of threads with no context at all", "batch"),
    HEADER_PURPOSE(
            "identity.header.purpose",
            Kind.TEXT,
            "X-Access-Purpose",
            "request header with the declared purpose",
            "X-Purpose"),
    HEADER_TICKET("identity.header.ticket", Kind.TEXT, "X-Access-Ticket", "request header with the ticket", "X-Ticket"),
    HEADER_REQUEST(
            "identity.header.request",
            Kind.TEXT,
            "X-Request-Id",
            "request header with the request id",
            "X-Correlation-Id"),
    HEADER_TRUST(
            "identity.header.trust",
            Kind.TEXT,
            "",
            "parties whose purpose header is believed; all if absent",
            "provider-staff"),
    HEADER_TENANT(
            "identity.header.tenant",
            Kind.TEXT,
            "",
            "request header with the tenant, set by your own gateway",
            "X-Tenant"),
    HEADER_PARTY(
            "identity.header.party",
            Kind.TEXT,
            "",
            "request header with the party, set by your own gateway",
            "X-Party"),
    HEADER_REGION(
            "identity.header.region",
            Kind.TEXT,
            "",
            "request header with the region, set by your own gateway",
            "X-Region"),
    SESSION_PURPOSE(
            "identity.session.purpose", Kind.TEXT, "", "session attribute with the declared purpose", "purpose"),
    NETWORK("identity.network.", Kind.ENTRIES, "", "region of a client network", "identity.network.10.20.0.0/16=IN"),
    CLAIM(
            "identity.claim.",
            Kind.ENTRIES,
            "",
            "claim of a token: party, tenant, region, roles, principal, actor",
            "identity.claim.tenant=org",
            "party",
            "tenant",
            "region",
            "roles",
            "principal",
            "actor"),
    MDC(
            "identity.mdc.",
            Kind.ENTRIES,
            "",
            "key of the logging context: principal, roles, party, tenant, region, ticket, request",
            "identity.mdc.principal=user",
            "principal",
            "roles",
            "party",
            "tenant",
            "region",
            "ticket",
            "request"),
    BAGGAGE(
            "identity.baggage.",
            Kind.ENTRIES,
            "",
            "key of baggage (W3C, OpenTelemetry): principal, roles, party, tenant, region, purpose, ticket",
            "identity.baggage.tenant=org",
            "principal",
            "roles",
            "party",
            "tenant",
            "region",
            "purpose",
            "ticket"),
    MESSAGE(
            "identity.message.",
            Kind.ENTRIES,
            "",
            "header of messages (Kafka, JMS): principal, roles, party, tenant, region",
            "identity.message.principal=x-user",
            "principal",
            "roles",
            "party",
            "tenant",
            "region"),
    AUTHORITY(
            "identity.authority.",
            Kind.ENTRIES,
            "",
            "prefix of authorities: role, party, tenant, region",
            "identity.authority.role=ROLE_",
            "role",
            "party",
            "tenant",
            "region"),
    PARTY(
            "identity.party.",
            Kind.ENTRIES,
            "",
            "party of everybody who has a role",
            "identity.party.SUPPORT=provider-staff"),
    OFF(
            "identity.off",
            Kind.LIST,
            "",
            "sources that are not asked",
            "jax-rs, trace",
            "request",
            "container",
            "spring-security",
            "jax-rs",
            "job",
            "message",
            "call",
            "trace"),
    PRINCIPAL(
            "principal",
            Kind.CHOICE,
            "raw",
            "how principals enter records: raw, hash or none",
            "hash",
            "raw",
            "hash",
            "none"),
    SUBJECT_KEY(
            "subject.key",
            Kind.TEXT,
            "",
            "file with the pseudonym key; DIR/keys/subject.key if absent",
            "/etc/piitrace/subject.key"),
    ENCRYPT("encrypt", Kind.FLAG, "false", "encrypt the records of each tenant under a key of its own", "true"),
    ENCRYPT_KEY(
            "encrypt.key",
            Kind.TEXT,
            "",
            "file with the key that encrypts the keys of tenants; none if absent",
            "/etc/piitrace/encrypt.key"),
    ENCRYPT_ROTATE_DAYS(
            "encrypt.rotate.days", Kind.NUMBER, "30", "a tenant gets a new key after so many days; 0 never", "90"),
    SINKS(
            "sinks",
            Kind.LIST,
            "",
            "where records go besides the ledger",
            "jsonl",
            "jsonl",
            "slf4j",
            "stdout",
            "syslog",
            "otlp",
            "checkpoint"),
    SINK(
            "sink.",
            Kind.ENTRIES,
            "",
            "an option of a sink: sink.NAME.OPTION",
            "sink.jsonl.file=/var/log/access.jsonl",
            "jsonl.file",
            "jsonl.max.mb",
            "jsonl.files",
            "syslog.host",
            "syslog.port",
            "syslog.protocol",
            "syslog.facility",
            "syslog.ca",
            "otlp.endpoint",
            "otlp.ca",
            "otlp.authorization.file",
            "checkpoint.file"),
    ON_FULL("on.full", Kind.CHOICE, "block", "spool full: block (bounded) or count", "count", "block", "count"),
    ON_FULL_MAX_MS("on.full.max.ms", Kind.NUMBER, "50", "how long an access may wait for room, milliseconds", "10"),
    ON_START_FAILURE(
            "on.start.failure",
            Kind.CHOICE,
            "abort",
            "abort or continue without tracing",
            "continue",
            "abort",
            "continue"),
    DISK_MAX_MB(
            "disk.max.mb",
            Kind.NUMBER,
            "10240",
            "bound of everything below dir, megabytes: the oldest ledger files go first; 0 for none",
            "2048"),
    FORCE_MS(
            "force.ms",
            Kind.NUMBER,
            "0",
            "put records on the disk itself so often, milliseconds: what a power failure may lose; 0 leaves it to the system",
            "100"),
    NATIVE_COMPANION(
            "native.companion",
            Kind.TEXT,
            "off",
            "reads by native code (JNI): off, packed (the library in this jar), or a library's file",
            "packed"),
    CONTEXT_STRICT(
            "context.strict",
            Kind.FLAG,
            "false",
            "for tests: says each scope that is not closed where it should be, and exits with 1",
            "true"),
    UNSAFE_STRICT(
            "unsafe.strict",
            Kind.FLAG,
            "false",
            "true: look at every sun.misc.Unsafe read, not only once the place of a traced field was asked for",
            "true"),
    SELF_TEST(
            "self.test",
            Kind.CHOICE,
            "gap",
            "goes every route once: gap (after the start), abort (before it, may stop it) or off",
            "abort",
            "gap",
            "abort",
            "off"),
    RETENTION_DAYS(
            "retention.days",
            Kind.NUMBER,
            "0",
            "delete ledger files whose records are all older than so many days; 0 keeps all",
            "365");

    /** What values an option takes. */
    public enum Kind {
        TEXT,
        FLAG,
        NUMBER,
        CHOICE,
        LIST,
        /** The key is a prefix; what follows it is the entry's name. */
        ENTRIES
    }

    private final String key;
    private final Kind kind;
    private final String byDefault;
    private final String help;
    private final String example;
    private final String choices;

    Option(String key, Kind kind, String byDefault, String help, String example, String... choices) {
        this.key = key;
        this.kind = kind;
        this.byDefault = byDefault;
        this.help = help;
        this.example = example;
        this.choices = String.join(", ", choices);
    }

    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    public String byDefault() {
        return byDefault;
    }

    public String help() {
        return help;
    }

    /** One use of it, as an operator would write it. */
    public String example() {
        return kind == Kind.ENTRIES ? example : key + '=' + example;
    }

    /** {@code PIITRACE_ON_FULL} for {@code on.full}. */
    String environmentName() {
        return "PIITRACE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The option that a key belongs to: exact names first, then prefixes. */
    static @Nullable Option of(String key) {
        Option prefixed = null;
        for (Option option : values()) {
            if (option.kind != Kind.ENTRIES && option.key.equals(key)) {
                return option;
            }
            if (option.kind == Kind.ENTRIES && key.startsWith(option.key) && key.length() > option.key.length()) {
                prefixed = option;
            }
        }
        return prefixed;
    }

    /** Checks an entry's name and a value; the result says what is wrong, null if nothing is. */
    @Nullable
    String complaint(String given, String value) {
        return switch (kind) {
            case FLAG -> List.of("true", "false").contains(value) ? null : "is not true or false";
            case NUMBER -> isNumber(value) ? null : "is not a number";
            case CHOICE -> choices().contains(value) ? null : "is not one of " + choices;
            case LIST -> unknownItem(value);
            case ENTRIES -> value.isEmpty() ? "is empty" : unknownName(given.substring(key.length()));
            case TEXT -> null;
        };
    }

    private @Nullable String unknownItem(String value) {
        List<String> unknown = new ArrayList<>(AgentOptions.items(value));
        unknown.removeAll(choices());
        return unknown.isEmpty()
                ? null
                : "names " + unknown.get(0) + ", which is not one of those that this version has: " + choices;
    }

    /** Entries with a fixed set of names: any other would do nothing. */
    private @Nullable String unknownName(String name) {
        return choices.isEmpty() || choices().contains(name)
                ? null
                : "does nothing: " + name + " is not one of " + choices;
    }

    private List<String> choices() {
        return AgentOptions.items(choices);
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.length() < 19 && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
