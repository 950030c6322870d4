package io.piitrace.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The first public key of a ledger, as somebody keeps it elsewhere.
 *
 * @param ledger id of the ledger; empty where only the key was kept
 * @param publicKey 64 hexadecimal digits
 */
public record KeptKey(String ledger, String publicKey) {
    /** The keys in a text of the form of {@code NAME.public}, or keys alone, one a line; empty if a line is neither. */
    public static List<KeptKey> parse(String text) {
        List<KeptKey> keys = new ArrayList<>();
        for (String line : text.strip().split("\\s*\n\\s*", -1)) {
            if (line.matches("[0-9a-f]{64}")) {
                keys.add(new KeptKey("", line));
            } else if (line.matches("[0-9a-f]{32} [0-9a-f]{64}")) {
                keys.add(new KeptKey(line.substring(0, 32), line.substring(33)));
            } else {
                return List.of();
            }
        }
        return keys;
    }
}
