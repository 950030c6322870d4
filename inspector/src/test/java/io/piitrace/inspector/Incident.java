package io.piitrace.inspector;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Batch;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.Definitions;
import io.piitrace.ledger.LedgerWriter;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.TracedField;
import io.piitrace.ledger.WriterOptions;
import io.piitrace.ledger.seal.SubjectKey;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small known ledger: one night in a cloud with the tenants acme and globex, in which two people and one job do what they must not.
 *
 * <p>People 1 to 500 are acme's, 1001 to 1100 globex's. The constants say what is in it.
 */
final class Incident {
    static final long NIGHT = Instant.parse("2026-11-23T02:00:00Z").toEpochMilli();

    /** Carl, a consulting partner, reads the numbers of so many people, each once. */
    static final int SSNS = 400;

    /** Olga, who operates acme's instance, reads salaries of so many people of globex, each twice. */
    static final int SALARIES = 40;

    /** Sam, who supports acme and has a ticket, reads so many statements, each five times. */
    static final int STATEMENTS = 3;

    /** The nightly job reads salary and commission of so many people. */
    static final int PAYOUTS = 500;

    /** A job that writes to people for marketing reads so many addresses. */
    static final int LETTERS = 300;

    /** Pam, acme's payroll administrator, reads so many salaries. */
    static final int PAYROLL = 10;

    /** Hibernate reads all fields of so many people. */
    static final int FLUSHED = 100;

    static final long LOST = 12;
    static final long ACCESSES =
            SSNS + 2L * SALARIES + 5L * STATEMENTS + 2L * PAYOUTS + LETTERS + PAYROLL + 3L * FLUSHED;

    /** The notices that this class writes: start, config, two gaps, a loss, a heartbeat; the writer's own come on top. */
    static final int NOTICES = 6;

    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Ids definitions = new Ids();
    private final SubjectKey key;
    private final Path dir;
    private final @Nullable TenantKeys tenantKeys;

    private Incident(Path dir, @Nullable TenantKeys keys) {
        tenantKeys = keys;
        this.dir = dir;
        this.key = SubjectKey.inOrCreate(dir.resolve("keys/subject.key"));
    }

    /** Writes it below the directory, where an agent would. */
    static Incident in(Path dir) throws IOException {
        return in(dir, null);
    }

    /** The same, encrypted under these keys if they are not null. */
    static Incident in(Path dir, @Nullable TenantKeys keys) throws IOException {
        Incident incident = new Incident(dir, keys);
        incident.key.load();
        incident.write("node1");
        return incident;
    }

    Path ledger() {
        return dir.resolve("ledger").resolve("spm-node1");
    }

    String pseudonym(String tenant, long id) {
        return key.pseudonym(tenant, Long.toString(id));
    }

    private void write(String instance) throws IOException {
        Site ssn = site(
                "Employee", "ssn", "ssn", AccessKind.GETTER, "com.acme.spm.export.TaxExport.row(TaxExport.java:58)");
        Site salary = site(
                "Employee",
                "salary",
                "salary",
                AccessKind.GETTER,
                "com.acme.spm.web.TeamReport.line(TeamReport.java:33)");
        Site batchSalary = site(
                "Employee", "salary", "salary", AccessKind.GETTER, "com.acme.spm.batch.Payout.run(Payout.java:71)");
        Site commission = site(
                "Statement",
                "commission",
                "commission",
                AccessKind.GETTER,
                "com.acme.spm.support.Console.show(Console.java:20)");
        Site batchCommission = site(
                "Statement",
                "commission",
                "commission",
                AccessKind.DERIVED,
                "com.acme.spm.batch.Payout.run(Payout.java:74)");
        Site email = site(
                "Person", "email", "email", AccessKind.GETTER, "com.acme.spm.crm.Newsletter.send(Newsletter.java:19)");
        List<Site> flush = List.of(
                site(
                        "Employee",
                        "ssn",
                        "ssn",
                        AccessKind.PERSISTENCE,
                        "org.hibernate.property.access.spi.GetterFieldImpl.get(GetterFieldImpl.java:42)"),
                site(
                        "Employee",
                        "salary",
                        "salary",
                        AccessKind.PERSISTENCE,
                        "org.hibernate.property.access.spi.GetterFieldImpl.get(GetterFieldImpl.java:42)"),
                site(
                        "Person",
                        "email",
                        "email",
                        AccessKind.PERSISTENCE,
                        "org.hibernate.property.access.spi.GetterFieldImpl.get(GetterFieldImpl.java:42)"));

        Context carl = new Context(
                "acme",
                "carl@northpeak.example",
                "consulting-partner",
                List.of("consultant"),
                "US",
                "s1",
                "undeclared",
                "none",
                null,
                "GET /export/tax",
                TRACE,
                "r-1");
        Context olga = new Context(
                "acme",
                "olga",
                "provider-staff",
                List.of("operations"),
                "IN",
                "s2",
                "operations",
                "session",
                null,
                "GET /employees/{id}",
                null,
                "r-2");
        Context sam = new Context(
                "acme",
                "sam",
                "provider-staff",
                List.of("support"),
                "DE",
                "s3",
                "support-request",
                "request-header",
                "CASE-17",
                "GET /support/statements/{id}",
                null,
                "r-3");
        Context batch = new Context(
                "acme",
                "job:nightly-payout",
                "system",
                List.of(),
                null,
                null,
                "compensation-run",
                "job",
                null,
                "job:nightly-payout",
                null,
                null);
        Context letters = new Context(
                "acme",
                "job:newsletter",
                "system",
                List.of(),
                null,
                null,
                "marketing",
                "annotation",
                null,
                "job:newsletter",
                null,
                null);
        Context pam = new Context(
                        "acme",
                        "pam",
                        "client-user",
                        List.of("payroll-admin", "employee"),
                        "DE",
                        "s4",
                        "client-use",
                        "annotation",
                        null,
                        "GET /payroll",
                        null,
                        "r-4")
                .withClaims("legal", "CASE-3");
        Context warmUp =
                new Context(null, null, null, List.of(), null, null, "not-expected", "none", null, null, null, null);

        WriterOptions options = WriterOptions.signed(dir.resolve("keys")).encrypted(tenantKeys);
        try (LedgerWriter writer = LedgerWriter.open(
                dir.resolve("ledger").resolve("spm-" + instance), new Origin("spm", instance), options)) {
            Batch records = new Batch();
            records.notice(NoticeType.START, NIGHT, Map.of("version", "0.1.0"));
            records.notice(NoticeType.CONFIG, NIGHT, Map.of("service", "spm"));
            records.notice(NoticeType.GAP, NIGHT + 1, Map.of("what", "com.acme.spm.Odd", "why", "class file too new"));
            records.notice(NoticeType.GAP, NIGHT + 2, Map.of("what", "route native", "why", "no companion"));
            for (int i = 1; i <= PAYOUTS; i++) {
                read(records, batch, batchSalary, person("acme", i), NIGHT + 10_000 + i, 1);
                read(records, batch, batchCommission, person("acme", i), NIGHT + 10_000 + i, 1);
            }
            for (int i = 1; i <= FLUSHED; i++) {
                for (Site site : flush) {
                    read(records, warmUp, site, person("acme", i), NIGHT + 20_000 + i, 1);
                }
            }
            writer.append(records, definitions);
            records.clear();
            for (int i = 1; i <= SSNS; i++) {
                read(records, carl, ssn, person("acme", i), NIGHT + 600_000 + 100L * i, 1);
            }
            for (int i = 1; i <= SALARIES; i++) {
                read(records, olga, salary, person("globex", 1000 + i), NIGHT + 1_200_000 + 1000L * i, 2);
            }
            for (int i = 1; i <= STATEMENTS; i++) {
                read(records, sam, commission, person("acme", i), NIGHT + 1_800_000 + 1000L * i, 5);
            }
            records.notice(
                    NoticeType.LOSS,
                    NIGHT + 1_900_000,
                    Map.of(
                            "since",
                            "2026-11-23T02:30:00.000Z",
                            "until",
                            "2026-11-23T02:31:00.000Z",
                            "reason",
                            "ring-full",
                            "count",
                            Long.toString(LOST)));
            for (int i = 1; i <= LETTERS; i++) {
                read(records, letters, email, person("acme", i), NIGHT + 2_000_000 + i, 1);
            }
            for (int i = 1; i <= PAYROLL; i++) {
                read(records, pam, salary, person("acme", i), NIGHT + 7_200_000 + 1000L * i, 1);
            }
            records.notice(NoticeType.HEARTBEAT, NIGHT + 7_300_000, Map.of());
            writer.append(records, definitions);
            writer.checkpoint(NIGHT + 7_300_000);
        }
    }

    private void read(Batch batch, Context context, Site site, Subject subject, long timeMs, int count) {
        batch.access(
                definitions.id(context, definitions.contexts),
                definitions.id(site, definitions.sites),
                definitions.id(subject, definitions.subjects),
                timeMs,
                timeMs + (count > 1 ? 5 : 0),
                count);
    }

    private Subject person(String tenant, long id) {
        return new Subject(pseudonym(tenant, id), null, tenant);
    }

    private static Site site(String owner, String field, String category, AccessKind kind, String place) {
        return new Site(new TracedField("com.acme.spm.domain." + owner, field, category), kind, place, null, false);
    }

    /** Ids from 0, in the order of first use. */
    private static final class Ids implements Definitions {
        final List<Context> contexts = new ArrayList<>();
        final List<Site> sites = new ArrayList<>();
        final List<Subject> subjects = new ArrayList<>();

        <T> int id(T value, List<T> values) {
            int known = values.indexOf(value);
            if (known >= 0) {
                return known;
            }
            values.add(value);
            return values.size() - 1;
        }

        @Override
        public Context context(int id) {
            return contexts.get(id);
        }

        @Override
        public Site site(int id) {
            return sites.get(id);
        }

        @Override
        public Subject subject(int id) {
            return subjects.get(id);
        }
    }
}
