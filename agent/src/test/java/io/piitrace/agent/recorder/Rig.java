package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.Rules;
import io.piitrace.agent.drain.Drain;
import io.piitrace.agent.drain.DrainOptions;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Scan;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.TracedField;
import io.piitrace.ledger.seal.SubjectKey;
import io.piitrace.ledger.spool.DiskBudget;
import io.piitrace.ledger.spool.RingSizes;
import io.piitrace.ledger.spool.Spools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/** A recorder with everything that it needs, in a directory; subjects of the classes below are known by configuration. */
final class Rig implements DrainSignal {
    static final Origin ORIGIN = new Origin("test", "rig");

    final Path dir;
    final Catalog catalog;
    final SubjectKey key;
    final Spools spools;
    final Recorder recorder;
    final ObjIntConsumer<Object> read;
    final ObjIntConsumer<Object> call;
    final Runnable called;
    final Map<String, String> subjects = new LinkedHashMap<>();
    final Drain drain;
    /** False: nobody reads. */
    volatile boolean draining = true;

    Rig(Path dir, int ringShift) throws IOException {
        this(dir, ringShift, 10_000, 16L << 20);
    }

    Rig(Path dir, int ringShift, long fullMaxMs, long maxDefinitionLength) throws IOException {
        this(dir, ringShift, fullMaxMs, maxDefinitionLength, null);
    }

    Rig(Path dir, int ringShift, long fullMaxMs, long maxDefinitionLength, @Nullable DiskBudget budget)
            throws IOException {
        this(
                dir,
                RingSizes.only(ringShift),
                fullMaxMs,
                maxDefinitionLength,
                budget,
                budget == null ? DiskRoom.UNBOUNDED : budget.forSpools(fullMaxMs));
    }

    /** With rings of several sizes. */
    Rig(Path dir, RingSizes sizes, long fullMaxMs) throws IOException {
        this(dir, sizes, fullMaxMs, 16L << 20, null, DiskRoom.UNBOUNDED);
    }

    Rig(Path dir, RingSizes sizes, long fullMaxMs, long maxDefinitionLength, @Nullable DiskBudget budget, DiskRoom room)
            throws IOException {
        this.dir = dir;
        subjects.put(Person.class.getName(), "id");
        subjects.put(Payslip.class.getName(), "person.id");
        subjects.put(Named.class.getName(), "id");
        catalog = new Catalog(new Rules(Map.of(), subjects, Map.of(Tenanted.class.getName(), "tenant"), Map.of()));
        key = SubjectKey.inOrCreate(dir.resolve("keys/subject.key").toFile());
        spools = Spools.open(dir.toFile(), ORIGIN, sizes, room);
        drain = new Drain(spools, DrainOptions.of(dir.toFile(), ORIGIN).within(budget), List.of(), key::load);
        recorder = new Recorder(
                spools,
                catalog,
                new RecorderOptions("", key, context -> context, fullMaxMs, maxDefinitionLength, 1 << 18),
                this);
        read = recorder.read();
        call = recorder.call();
        called = recorder.called();
    }

    @Override
    public void recorded() {
        if (draining) {
            drain.recorded();
        }
    }

    @Override
    public void filling() {
        if (draining) {
            drain.filling();
        }
    }

    int site(AccessKind kind, Class<?> owner, String field) {
        return catalog.defineSite(new Site(
                new TracedField(owner.getName(), field, "ssn"),
                kind,
                owner.getName() + ".read(Rig.java)",
                null,
                false));
    }

    void stop() {
        drain.stop(Map.of(), 20_000);
        recorder.stop();
    }

    List<LedgerRecord> records() throws IOException {
        return records(dir);
    }

    static List<LedgerRecord> records(Path dir) throws IOException {
        return recordsIn(dir.resolve("ledger"));
    }

    static List<LedgerRecord> recordsIn(Path ledgers) throws IOException {
        List<LedgerRecord> records = new ArrayList<>();
        for (Path file : LedgerFiles.find(List.of(ledgers))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    List<AccessRecord> accesses() throws IOException {
        return accesses(records());
    }

    static List<AccessRecord> accesses(List<LedgerRecord> records) {
        return records.stream()
                .filter(AccessRecord.class::isInstance)
                .map(AccessRecord.class::cast)
                .toList();
    }

    static long count(List<AccessRecord> accesses) {
        return accesses.stream().mapToLong(AccessRecord::count).sum();
    }

    List<Notice> notices(NoticeType type) throws IOException {
        return notices(records(), type);
    }

    static List<Notice> notices(List<LedgerRecord> records, NoticeType type) {
        return records.stream()
                .filter(Notice.class::isInstance)
                .map(Notice.class::cast)
                .filter(notice -> notice.type() == type)
                .toList();
    }

    /** Knows its id as a number. */
    static class Person {
        final long id;

        Person(long id) {
            this.id = id;
        }
    }

    /** A person of another class. */
    static final class Employee extends Person {
        Employee(long id) {
            super(id);
        }
    }

    /** Is about a person somewhere else. */
    static final class Payslip {
        Person person;

        Payslip(Person person) {
            this.person = person;
        }
    }

    /** Has an id of any type. */
    static class Named {
        Object id;

        Named(Object id) {
            this.id = id;
        }
    }

    /** Says which tenant it belongs to. */
    static final class Tenanted extends Named {
        String tenant;

        Tenanted(Object id, String tenant) {
            super(id);
            this.tenant = tenant;
        }
    }

    /** Says nothing. */
    static final class Anonymous {}
}
