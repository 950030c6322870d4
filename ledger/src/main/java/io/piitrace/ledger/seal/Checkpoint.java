package io.piitrace.ledger.seal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint states: this ledger had this many blocks and records, and this head.
 *
 * @param ledger id of the ledger, 32 hexadecimal digits
 * @param block number of the last block before the checkpoint
 * @param seq ordinal of the last record before it
 * @param head head of that block, 64 hexadecimal digits
 * @param timeMs when it was stated
 * @param next the public key that takes over from here; null while the key stays
 * @param closing whether the ledger was closed in order after it
 */
public record Checkpoint(
        String ledger,
        long block,
        long seq,
        String head,
        long timeMs,
        @Nullable String next,
        boolean closing) {
    /** The text that is signed. */
    public byte[] text() {
        String text = "piitrace checkpoint v1\n" + ledger + '\n' + block + '\n' + seq + '\n' + head + '\n' + timeMs
                + '\n' + (next == null ? "-" : next) + '\n' + (closing ? "closing" : "open") + '\n';
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As the attributes of a notice; without a signature if {@code key} is null. */
    public Map<String, String> attributes(@Nullable String key, @Nullable String signature) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ledger", ledger);
        attributes.put("block", Long.toString(block));
        attributes.put("head", head);
        attributes.put("state", closing ? "closing" : "open");
        if (next != null) {
            attributes.put("next", next);
        }
        if (key != null && signature != null) {
            attributes.put("key", key);
            attributes.put("signature", signature);
        }
        return attributes;
    }

    /** The checkpoint that a notice states; null if its attributes are not those of one. */
    public static @Nullable Checkpoint of(long seq, long timeMs, Map<String, String> attributes) {
        String ledger = attributes.get("ledger");
        String block = attributes.get("block");
        String head = attributes.get("head");
        String state = attributes.get("state");
        if (ledger == null || block == null || !block.matches("[0-9]{1,18}") || head == null || state == null) {
            return null;
        }
        boolean closing = state.equals("closing");
        return new Checkpoint(ledger, Long.parseLong(block), seq - 1, head, timeMs, attributes.get("next"), closing);
    }
}
