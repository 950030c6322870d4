package io.piitrace.ledger.seal;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint with its signature: as a notice of the ledger states it, and as one line of text for whoever keeps it elsewhere.
 *
 * <p><b>Layout.</b> docs/format.md, section 12.
 *
 * @param key the public key that signed; null in a ledger without signatures
 */
public record SignedCheckpoint(
        Checkpoint checkpoint,
        @Nullable String key,
        @Nullable String signature) {
    private static final String NONE = "-";
    private static final Pattern LINE = Pattern.compile(
            "piitrace-checkpoint v1 ([0-9a-f]{32}) ([0-9]{1,18}) ([0-9]{1,18})"
                    + " ([0-9a-f]{64}) ([0-9]{1,18}) ([0-9a-f]{64}|-) (open|closing) ([0-9a-f]{64}|-) ([0-9a-f]{128}|-)(?![^\\s\"])");

    /** The checkpoint that a notice states; null if its attributes are not those of one. */
    public static @Nullable SignedCheckpoint of(long seq, long timeMs, Map<String, String> attributes) {
        Checkpoint checkpoint = Checkpoint.of(seq, timeMs, attributes);
        return checkpoint == null
                ? null
                : new SignedCheckpoint(checkpoint, attributes.get("key"), attributes.get("signature"));
    }

    /** The checkpoint that stands in this line, whatever a log puts before or behind it; null if none does. */
    public static @Nullable SignedCheckpoint in(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.find()) {
            return null;
        }
        Checkpoint checkpoint = new Checkpoint(
                found.group(1),
                Long.parseLong(found.group(2)),
                Long.parseLong(found.group(3)),
                found.group(4),
                Long.parseLong(found.group(5)),
                optional(found.group(6)),
                found.group(7).equals("closing"));
        return new SignedCheckpoint(checkpoint, optional(found.group(8)), optional(found.group(9)));
    }

    /** All of it in one line. */
    public String line() {
        return String.join(
                " ",
                "piitrace-checkpoint v1",
                checkpoint.ledger(),
                Long.toString(checkpoint.block()),
                Long.toString(checkpoint.seq()),
                checkpoint.head(),
                Long.toString(checkpoint.timeMs()),
                checkpoint.next() == null ? NONE : checkpoint.next(),
                checkpoint.closing() ? "closing" : "open",
                key == null ? NONE : key,
                signature == null ? NONE : signature);
    }

    public boolean signed() {
        return key != null && signature != null;
    }

    /** Whether the key that it names signed it. */
    public boolean genuine() {
        return key != null && signature != null && Signatures.verify(key, checkpoint.text(), signature);
    }

    private static @Nullable String optional(String text) {
        return text.equals(NONE) ? null : text;
    }
}
