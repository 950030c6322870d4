package io.piitrace.agent;

import io.piitrace.agent.drain.Encryption;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.seal.SubjectKey;
import java.io.File;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the way from an access to the ledger can be told.
 *
 * @param dir where spool, ledger and keys live; has to exist
 * @param origin service and instance of every record
 * @param tenant the tenant that this JVM serves; empty if it serves more than one or none
 * @param subjectKey the key of pseudonyms
 * @param principals how principals enter records
 * @param blockWhenFull whether an access waits for room, or is counted as lost at once
 * @param fullMaxMs how long it waits at most
 * @param sinks names of the sinks besides the ledger
 * @param sinkOptions the rest of {@code sink.NAME.OPTION} and its value
 * @param retentionDays ledger files older than this are deleted; 0 keeps all
 * @param encryption null to write records in the clear
 * @param diskMax the most bytes that everything below the directory may have; 0 for no bound
 * @param forceMs what was recorded is on the disk itself so much later; 0 leaves that to the operating system
 */
public record RecordingOptions(
        File dir,
        Origin origin,
        String tenant,
        SubjectKey subjectKey,
        Principals principals,
        boolean blockWhenFull,
        long fullMaxMs,
        List<String> sinks,
        Map<String, String> sinkOptions,
        long retentionDays,
        @Nullable Encryption encryption,
        long diskMax,
        long forceMs) {
    public RecordingOptions {
        sinks = List.copyOf(sinks);
        sinkOptions = Map.copyOf(sinkOptions);
    }

    Disguise disguise() {
        return new Disguise(principals, subjectKey);
    }

    /** How the names of principals enter records. */
    public enum Principals {
        RAW,
        /** As a keyed hash. */
        HASH,
        NONE
    }
}
