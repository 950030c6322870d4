package io.piitrace.ledger.spool;

import io.piitrace.ledger.Batch;
import io.piitrace.ledger.LedgerWriter;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.SpoolPosition;
import io.piitrace.ledger.WriterOptions;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the spools that dead JVMs left behind into ledger.
 *
 * <p><b>Guarantees.</b> What was recorded stands in the ledger exactly once, however often and wherever recovery itself is interrupted: every block carries the
 * positions that it reaches, and the spool is deleted only after the last block is on the disk. Spools of living JVMs are not touched.
 */
public final class SpoolRecovery {
    /** A "ring" whose position says that the spool is in the ledger to its end. */
    private static final int WHOLE = -2;

    private SpoolRecovery() {}

    /** What stands in the last block of a spool. */
    static SpoolPosition whole(String run) {
        return new SpoolPosition(run, WHOLE, 1, 0, 0);
    }

    /**
     * Recovers every spool whose JVM is dead.
     *
     * @param dir the agent's directory, the one with {@code spool} and {@code ledger} in it
     */
    public static RecoveryReport recover(Path dir, Progress progress) throws IOException {
        return recover(dir, null, progress);
    }

    /**
     * The same; encrypts what it writes if these keys are given, or if an agent did so in this directory.
     *
     * @param wrapping file with the key that encrypts the keys
     */
    public static RecoveryReport recover(Path dir, @Nullable Path wrapping, Progress progress) throws IOException {
        return recover(
                dir, progress, WriterOptions.signed(LedgerDirectories.keys(dir)).encrypted(keys(dir, wrapping)));
    }

    /** The keys with which what is recovered in this directory is encrypted; null if no agent encrypted there and no key is given. */
    public static @Nullable TenantKeys keys(Path dir, @Nullable Path wrapping) throws IOException {
        Path tenants = LedgerDirectories.tenantKeys(dir);
        boolean encrypts = wrapping != null || Files.isDirectory(tenants);
        return encrypts ? TenantKeys.in(tenants, wrapping, 0) : null;
    }

    /** The same, with ledgers written in this way. */
    public static RecoveryReport recover(Path dir, Progress progress, WriterOptions options) throws IOException {
        List<RecoveryReport.Recovered> recovered = new ArrayList<>();
        File[] directories = dir.resolve("spool").toFile().listFiles(File::isDirectory);
        if (directories == null) {
            return new RecoveryReport(recovered);
        }
        Arrays.sort(directories);
        for (File directory : directories) {
            if (directory.getName().endsWith(SpoolFiles.DRAFT)) {
                SpoolFiles.deleteDraftOfDead(directory);
                continue; // a JVM is starting, or died before it recorded anything
            }
            if (directory.getName().endsWith(SpoolFiles.DONE)) {
                SpoolFiles.deleteAll(directory);
                continue;
            }
            progress.report(directory.getName(), recovered.size(), directories.length);
            SpoolFiles files = SpoolFiles.lockDead(directory);
            if (files != null) {
                recovered.add(recover(dir, files, options));
            }
        }
        return new RecoveryReport(recovered);
    }

    private static RecoveryReport.Recovered recover(Path dir, SpoolFiles files, WriterOptions options)
            throws IOException {
        Tally tally = new Tally();
        try {
            toLedger(dir, files, options, tally);
            return tally.report(files.run(), null);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return tally.report(files.run(), String.valueOf(e.getMessage()));
        } finally {
            files.unlock();
        }
    }

    private static void toLedger(Path dir, SpoolFiles files, WriterOptions options, Tally tally) throws IOException {
        Origin origin;
        try (SpoolReader reader = SpoolReader.open(files.directory(), files.run(), Map.of())) {
            origin = reader.origin();
        }
        if (origin == null) {
            throw new IOException("spool does not say whose it is: " + files.directory());
        }
        Path ledger = LedgerDirectories.noted(dir, files.directory().toPath(), origin);
        tally.ledger = String.valueOf(ledger.getFileName());
        try (LedgerWriter writer = LedgerWriter.open(ledger, origin, options)) {
            Map<SpoolPosition.Key, SpoolPosition> positions = writer.positions();
            if (!positions.containsKey(new SpoolPosition.Key(files.run(), WHOLE))
                    && Leftovers.mayHoldMore(files.directory())) {
                append(files, positions, writer, tally);
            }
            writer.force();
            files.delete();
            writer.forget(files.run());
        }
    }

    private static void append(
            SpoolFiles files, Map<SpoolPosition.Key, SpoolPosition> positions, LedgerWriter writer, Tally tally)
            throws IOException {
        try (SpoolReader reader = SpoolReader.open(files.directory(), files.run(), positions)) {
            Batch batch = new Batch();
            reader.refresh(-1);
            for (reader.read(); reader.hasRecords(); reader.read()) {
                long accesses = reader.accesses();
                long unreadable = reader.unreadable();
                long records = reader.moveTo(batch);
                writer.append(batch, reader);
                reader.appended();
                tally.accesses += accesses;
                tally.notices += batch.recordCount() - records - (unreadable > 0 ? 1 : 0);
                tally.lost += unreadable;
                batch.clear();
            }
            addLosses(files, reader, batch, tally);
            batch.notice(NoticeType.RECOVERY, System.currentTimeMillis(), tally.attributes(files.run()));
            batch.position(whole(files.run()));
            writer.append(batch, reader);
        }
    }

    /** What the dead JVM had counted as lost and not yet noted. */
    private static void addLosses(SpoolFiles files, SpoolReader reader, Batch batch, Tally tally) throws IOException {
        Losses losses = Losses.open(files.directory());
        for (LossReason reason : LossReason.values()) {
            Entry.Loss before = reader.definitions().loss(reason);
            Entry.Loss loss = losses.since(reason, before);
            if (loss != null) {
                Entry.Note note = Entry.notice(loss, before);
                batch.notice(note.type(), note.timeMs(), note.attributes());
                tally.lost += loss.total() - (before == null ? 0 : before.total());
            }
        }
    }

    /** Counts of one spool. */
    private static final class Tally {
        private String ledger = "";
        private long accesses;
        private long notices;
        private long lost;

        Map<String, String> attributes(String run) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("run", run);
            attributes.put("accesses", Long.toString(accesses));
            attributes.put("notices", Long.toString(notices));
            attributes.put("lost", Long.toString(lost));
            return attributes;
        }

        RecoveryReport.Recovered report(String run, @Nullable String failure) {
            return new RecoveryReport.Recovered(run, ledger, accesses, notices, lost, failure);
        }
    }
}
