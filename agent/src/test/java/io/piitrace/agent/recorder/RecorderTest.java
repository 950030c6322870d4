package io.piitrace.agent.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.piitrace.agent.context.Frames;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.spool.CountTable;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jdk.internal.misc.Unsafe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    @TempDir
    Path dir;

    @Test
    void accessBecomesARecordWithFieldSubjectAndContext() throws Exception {
        Rig rig = new Rig(dir, 10);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");

        rig.read.accept(new Rig.Person(42), site);
        rig.read.accept(new Rig.Person(42), site);
        rig.stop();

        assertThat(rig.accesses()).singleElement().satisfies(record -> {
            assertThat(record.count()).isEqualTo(2);
            assertThat(record.site()).isEqualTo(rig.catalog.site(site));
            assertThat(record.subject().pseudonym()).isEqualTo(rig.key.pseudonym("", "42"));
            assertThat(record.context().purpose()).isEqualTo("not-expected");
            assertThat(record.lastMs()).isBetween(System.currentTimeMillis() - 20_000, System.currentTimeMillis());
        });
        assertThat(rig.notices(NoticeType.STOP)).hasSize(1);
    }

    @Test
    void drainedEqualsRecordedForTwoThreads() throws Exception {
        Rig rig = new Rig(dir, 12);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        int other = rig.site(AccessKind.FOREIGN, Rig.Person.class, "name");
        int each = 1_000_000;
        Thread[] threads = new Thread[2];
        for (int t = 0; t < threads.length; t++) {
            int seed = t;
            threads[t] = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    rig.read.accept(new Rig.Person((i * 31L + seed) % 1000), i % 3 == 0 ? other : site);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        rig.stop();

        Map<String, Long> expected = new HashMap<>();
        for (int t = 0; t < threads.length; t++) {
            for (int i = 0; i < each; i++) {
                String subject = Long.toString((i * 31L + t) % 1000);
                expected.merge(subject + (i % 3 == 0 ? "name" : "ssn"), 1L, Long::sum);
            }
        }
        Map<String, Long> found = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            ids.put(rig.key.pseudonym("", Integer.toString(i)), Integer.toString(i));
        }
        for (AccessRecord record : rig.accesses()) {
            found.merge(
                    ids.get(record.subject().pseudonym())
                            + record.site().field().name(),
                    record.count(),
                    Long::sum);
        }
        assertThat(found).isEqualTo(expected);
        assertThat(rig.notices(NoticeType.LOSS)).isEmpty();
    }

    @Test
    void everyTypeOfIdGivesThePseudonymOfItsText() throws Exception {
        Rig rig = new Rig(dir, 10);
        int site = rig.site(AccessKind.FOREIGN, Rig.Named.class, "ssn");
        UUID uuid = UUID.randomUUID();
        List<Object> ids = List.of(7L, 8, "nine", uuid, (short) 10, new java.math.BigInteger("11"), 'x');

        for (Object id : ids) {
            rig.read.accept(new Rig.Named(id), site);
            rig.read.accept(new Rig.Named(id), site);
        }
        rig.stop();

        assertThat(rig.accesses())
                .extracting(record -> record.subject().pseudonym())
                .containsExactlyElementsOf(ids.stream()
                        .map(id -> rig.key.pseudonym("", id.toString()))
                        .toList());
    }

    @Test
    void missingSubjectSaysWhy() throws Exception {
        Rig rig = new Rig(dir, 10);
        int site = rig.site(AccessKind.FOREIGN, Rig.Named.class, "ssn");

        rig.read.accept(new Rig.Anonymous(), site);
        rig.read.accept(new Rig.Named(null), site);
        rig.read.accept(new Rig.Payslip(null), site);
        rig.read.accept(new Rig.Named(new Object()), site);
        rig.stop();

        assertThat(rig.accesses())
                .extracting(record -> record.subject().unknownReason())
                .containsExactly("no-subject-declared", "no-id", "no-id", "unsupported-id");
    }

    @Test
    void pathLeadsToTheSubjectOfAnotherObject() throws Exception {
        Rig rig = new Rig(dir, 10);
        int site = rig.site(AccessKind.FOREIGN, Rig.Payslip.class, "amount");

        rig.read.accept(new Rig.Payslip(new Rig.Person(1)), site);
        rig.read.accept(new Rig.Payslip(new Rig.Employee(2)), site);
        rig.read.accept(new Rig.Payslip(new Rig.Person(1)), site);
        rig.stop();

        assertThat(rig.accesses())
                .extracting(record -> record.subject().pseudonym())
                .containsExactly(rig.key.pseudonym("", "1"), rig.key.pseudonym("", "2"));
    }

    @Test
    void tenantOfTheDataIsPartOfTheSubject() throws Exception {
        Rig rig = new Rig(dir, 10);
        int site = rig.site(AccessKind.FOREIGN, Rig.Tenanted.class, "ssn");

        rig.read.accept(new Rig.Tenanted(1L, "acme"), site);
        rig.read.accept(new Rig.Tenanted(1L, "globex"), site);
        rig.read.accept(new Rig.Tenanted(1L, null), site);
        rig.stop();

        assertThat(rig.accesses())
                .extracting(
                        record -> record.subject().pseudonym(),
                        record -> record.subject().tenant())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(rig.key.pseudonym("acme", "1"), "acme"),
                        org.assertj.core.groups.Tuple.tuple(rig.key.pseudonym("globex", "1"), "globex"),
                        org.assertj.core.groups.Tuple.tuple(rig.key.pseudonym("", "1"), null));
    }

    @Test
    void classOfTheObjectIsRecordedWhereItIsAnother() throws Exception {
        Rig rig = new Rig(dir, 10);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");

        rig.read.accept(new Rig.Person(1), site);
        rig.read.accept(new Rig.Employee(1), site);
        rig.stop();

        assertThat(rig.accesses())
                .extracting(record -> record.site().type())
                .containsExactly(null, Rig.Employee.class.getName());
    }

    @Test
    void pendingCallTellsTheCallerOfAGetter() throws Exception {
        Rig rig = new Rig(dir, 10);
        int getter = rig.site(AccessKind.GETTER, Rig.Person.class, "ssn");
        int call = rig.catalog.defineSite(new io.piitrace.ledger.Site(
                rig.catalog.site(getter).field(),
                AccessKind.GETTER,
                "com.acme.Payroll.run(Payroll.java:42)",
                null,
                false));
        Rig.Person person = new Rig.Person(1);

        rig.call.accept(person, call);
        rig.read.accept(person, getter);
        rig.called.run();
        rig.call.accept(person, call);
        rig.read.accept(person, getter);
        rig.called.run();
        rig.call.accept(new Rig.Employee(2), call);
        rig.read.accept(person, getter);
        rig.called.run();
        rig.call.accept(person, call);
        rig.read.accept(person, rig.site(AccessKind.GETTER, Rig.Person.class, "name"));
        rig.called.run();
        rig.read.accept(person, getter);
        rig.stop();

        assertThat(rig.accesses())
                .extracting(
                        record -> record.site().field().name(),
                        record -> record.count(),
                        record -> record.site().inferred())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ssn", 2L, false),
                        org.assertj.core.groups.Tuple.tuple("ssn", 2L, true),
                        org.assertj.core.groups.Tuple.tuple("name", 1L, true));
        assertThat(rig.accesses().get(0).site().place()).isEqualTo("com.acme.Payroll.run(Payroll.java:42)");
    }

    @Test
    void inferredCallerIsTheCallerOfTheAccessor() throws Exception {
        Rig rig = new Rig(dir, 10);
        int getter = rig.site(AccessKind.GETTER, Rig.Person.class, "ssn");

        accessor(rig, new Rig.Person(1), getter);
        rig.stop();

        assertThat(rig.accesses()).singleElement().satisfies(record -> {
            assertThat(record.site().place()).contains("inferredCallerIsTheCallerOfTheAccessor(RecorderTest.java:");
            assertThat(record.site().inferred()).isTrue();
            assertThat(record.site().kind()).isEqualTo(AccessKind.GETTER);
        });
    }

    private static void accessor(Rig rig, Rig.Person person, int site) {
        rig.read.accept(person, site);
    }

    @Test
    void whatTheRingCannotHoldIsCounted() throws Exception {
        Rig rig = new Rig(dir, 12, 20, 16L << 20);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        int other = rig.site(AccessKind.FOREIGN, Rig.Person.class, "name");
        rig.draining = false;
        long before = System.currentTimeMillis();

        for (int i = 0; i < 100_000; i++) {
            rig.read.accept(new Rig.Person(i % 50), i % 100 < 50 ? site : other);
        }
        rig.stop();

        Map<String, Long> counts = new HashMap<>();
        for (AccessRecord access : rig.accesses()) {
            counts.merge(access.subject().pseudonym() + access.site().field().name(), access.count(), Long::sum);
            assertThat(access.firstMs()).isBetween(before - 1000, access.lastMs());
        }
        assertThat(counts)
                .hasSize(100)
                .allSatisfy((what, count) -> assertThat(count).isEqualTo(1000));
        assertThat(rig.notices(NoticeType.LOSS)).isEmpty();
    }

    @Test
    void countingEndsWhenTheDrainHasCaughtUp() throws Exception {
        Rig rig = new Rig(dir, 8, 10_000, 16L << 20);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        Rig.Person person = new Rig.Person(1);

        for (int round = 0; round < 20; round++) {
            rig.draining = round % 2 == 0;
            for (int i = 0; i < 10_000; i++) {
                rig.read.accept(person, site);
            }
            rig.draining = true;
            Thread.sleep(5);
        }
        rig.stop();

        assertThat(Rig.count(rig.accesses())).isEqualTo(200_000);
        assertThat(rig.notices(NoticeType.LOSS)).isEmpty();
    }

    @Test
    void timeThatChangesWhileWordsAreCountedLosesNothing() throws Exception {
        Rig rig = new Rig(dir, 8, 0, 16L << 20);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        Rig.Person person = new Rig.Person(1);
        rig.draining = false;

        long reads = 0;
        for (long until = System.nanoTime() + 2_000_000_000; System.nanoTime() < until; reads++) {
            rig.read.accept(person, site); // the clock's thread ends what is in force a thousand times a second
        }
        rig.stop();

        assertThat(Rig.count(rig.accesses())).isEqualTo(reads);
        assertThat(rig.notices(NoticeType.LOSS)).isEmpty();
    }

    @Test
    void lossIsCountedExactlyWhenRingAndTableAreFull() throws Exception {
        Rig rig = new Rig(dir, 8, 20, 16L << 20);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        rig.draining = false;

        for (int i = 0; i < 10_000; i++) {
            rig.read.accept(new Rig.Person(i), site);
        }
        rig.stop();

        long kept = Rig.count(rig.accesses());
        assertThat(kept).isBetween(250L, 256L + CountTable.cells(8));
        assertThat(rig.notices(NoticeType.LOSS)).singleElement().satisfies(notice -> {
            assertThat(notice.attributes()).containsEntry("reason", "ring-full");
            assertThat(notice.attributes().get("count")).isEqualTo(Long.toString(10_000 - kept));
        });
    }

    @Test
    void threadWhoseThreadLocalsAreClearedGoesOnUnderTheContextThatItHasThen() throws Exception {
        Rig rig = new Rig(dir, 10);
        int site = rig.site(AccessKind.FOREIGN, Rig.Person.class, "ssn");
        Unsafe unsafe = Unsafe.getUnsafe();
        long locals = unsafe.objectFieldOffset(Thread.class, "threadLocals");
        Thread thread = new Thread(() -> {
            rig.read.accept(new Rig.Person(1), site);
            Object before = Frames.stack();
            unsafe.putReference(Thread.currentThread(), locals, null);
            rig.read.accept(new Rig.Person(1), site);
            assertThat(Frames.stack()).isNotSameAs(before);
            assertThat(Frames.stack().listener()).isNotNull();
        });
        thread.start();
        thread.join();
        rig.stop();

        assertThat(Rig.count(rig.accesses())).isEqualTo(2);
    }

    @Test
    void accessAllocatesNothing() throws Exception {
        Rig rig = new Rig(dir, 15);
        int site = rig.site(AccessKind.FOREIGN, Rig.Payslip.class, "amount");
        int getter = rig.site(AccessKind.GETTER, Rig.Named.class, "ssn");
        Rig.Payslip payslip = new Rig.Payslip(new Rig.Person(1));
        Rig.Named named = new Rig.Named("somebody");
        Rig.Tenanted tenanted = new Rig.Tenanted(5L, "acme");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 100_000; i++) {
                rig.read.accept(payslip, site);
                rig.call.accept(named, getter);
                rig.read.accept(named, getter);
                rig.called.run();
                rig.read.accept(tenanted, site);
            }
            allocated = threads.getThreadAllocatedBytes(thread) - before;
        }
        rig.stop();

        assertThat(allocated).isLessThan(1000);
    }
}
