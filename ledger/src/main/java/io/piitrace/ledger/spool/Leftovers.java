package io.piitrace.ledger.spool;

import io.piitrace.ledger.SpoolPosition;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a spool that a JVM left behind holds anything that is in no ledger.
 *
 * <p>A spool stays where it is when its JVM stops in an orderly way, since other threads may record until the very end. The drain marks how far the ledger had
 * come by then; whoever finds words, notices or losses behind the mark has something to recover.
 */
public final class Leftovers {
    private static final String MARK = "stopped";
    private static final int COLUMNS = 4;

    private Leftovers() {}

    /** Marks how far a spool is in the ledger; for the drain, after its last block. */
    public static void mark(Spool spool, Collection<SpoolPosition> positions) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (SpoolPosition at : positions) {
            if (at.run().equals(spool.run())) {
                lines.append(at.ring()).append(' ').append(at.words()).append(' ');
                lines.append(at.timeMs()).append(' ').append(at.contextId()).append('\n');
            }
        }
        File draft = new File(spool.directory(), MARK + SpoolFiles.DRAFT);
        try (FileOutputStream out = new FileOutputStream(draft)) {
            out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
        }
        if (!draft.renameTo(new File(spool.directory(), MARK))) {
            throw new IOException("cannot rename: from=" + draft + " to=" + MARK);
        }
    }

    /** Whether the spool in this directory, whose JVM is dead, may hold more than its ledger does. What cannot be read may. */
    public static boolean mayHoldMore(File directory) {
        String run = directory.getName();
        try {
            Map<SpoolPosition.Key, SpoolPosition> from = read(new File(directory, MARK), run);
            return from == null || holdsMore(directory, run, from);
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }

    private static boolean holdsMore(File directory, String run, Map<SpoolPosition.Key, SpoolPosition> from)
            throws IOException {
        try (SpoolReader reader = SpoolReader.open(directory, run, from)) {
            reader.refresh(-1);
            reader.read();
            if (reader.hasRecords()) {
                return true;
            }
            Losses losses = Losses.open(directory);
            for (LossReason reason : LossReason.values()) {
                if (losses.since(reason, reader.definitions().loss(reason)) != null) {
                    return true;
                }
            }
            return false;
        }
    }

    private static @Nullable Map<SpoolPosition.Key, SpoolPosition> read(File mark, String run) throws IOException {
        if (!mark.isFile()) {
            return null;
        }
        Map<SpoolPosition.Key, SpoolPosition> positions = new HashMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new FileInputStream(mark), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split(" ", COLUMNS);
                SpoolPosition at = new SpoolPosition(
                        run,
                        Integer.parseInt(columns[0]),
                        Long.parseLong(columns[1]),
                        Long.parseLong(columns[2]),
                        Integer.parseInt(columns[3]));
                positions.put(at.key(), at);
            }
        }
        return positions;
    }
}
