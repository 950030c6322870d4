package io.piitrace.ledger;

import io.piitrace.ledger.format.FileHeader;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a notice of type {@code retention} says: that these files, the oldest of the ledger, are about to be deleted.
 *
 * @param head head of the last of them, 64 hexadecimal digits
 */
public record Retention(int firstFile, int lastFile, long firstSeq, long lastSeq, String head) {
    /** They are older than the configuration keeps them. */
    public static final String AGE = "retention";
    /** The bound on disk space was near. */
    public static final String DISK = "disk";

    Map<String, String> attributes(String reason) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("firstFile", Integer.toString(firstFile));
        attributes.put("lastFile", Integer.toString(lastFile));
        attributes.put("firstSeq", Long.toString(firstSeq));
        attributes.put("lastSeq", Long.toString(lastSeq));
        attributes.put("head", head);
        attributes.put("reason", reason);
        return attributes;
    }

    /** Null for any other notice, and for one that is incomplete. */
    static @Nullable Retention of(Notice notice) {
        if (notice.type() != NoticeType.RETENTION) {
            return null;
        }
        Map<String, String> attributes = notice.attributes();
        try {
            return new Retention(
                    Integer.parseInt(attributes.getOrDefault("firstFile", "")),
                    Integer.parseInt(attributes.getOrDefault("lastFile", "")),
                    Long.parseLong(attributes.getOrDefault("firstSeq", "")),
                    Long.parseLong(attributes.getOrDefault("lastSeq", "")),
                    attributes.getOrDefault("head", ""));
        } catch (NumberFormatException incomplete) {
            return null;
        }
    }

    boolean names(int file) {
        return firstFile <= file && file <= lastFile;
    }

    /** Whether the file with this header continues the last of the deleted ones. */
    boolean endsBefore(FileHeader header) {
        return lastFile == header.file() - 1
                && lastSeq == header.firstSeq() - 1
                && head.equals(HexFormat.of().formatHex(header.previousHead()));
    }

    /** Whether these files come just after the others. */
    boolean follows(Retention earlier) {
        return earlier.lastFile == firstFile - 1 && earlier.lastSeq == firstSeq - 1;
    }

    /** Taken together with an earlier one whose files come just before these. */
    Retention after(Retention earlier) {
        return follows(earlier) ? new Retention(earlier.firstFile, lastFile, earlier.firstSeq, lastSeq, head) : this;
    }
}
