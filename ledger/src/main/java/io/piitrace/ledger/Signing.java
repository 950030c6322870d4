package io.piitrace.ledger;

import io.piitrace.ledger.seal.Checkpoint;
import io.piitrace.ledger.seal.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key that signs the checkpoints of one ledger, and its successors: whoever comes later finds no key with which the past could be rewritten.
 *
 * <p><b>Threading.</b> That of its writer.
 */
final class Signing {
    private final @Nullable Path keys;
    private final String name;
    private final long epochMs;
    private @Nullable String publicKey;
    private @Nullable SigningKey key;
    private long keySinceMs = Long.MIN_VALUE;

    /**
     * Reads nothing yet.
     *
     * @param publicKey which key the ledger said last that it goes on with; null for a new ledger, or one that is not signed
     */
    Signing(WriterOptions options, Path directory, @Nullable String publicKey) {
        this.keys = options.keys();
        this.name = String.valueOf(directory.getFileName());
        this.epochMs = options.epochMs();
        this.publicKey = publicKey;
    }

    /** The key of the file that begins, found or made, as its header has it: zeros where nothing is signed. */
    byte[] begin(byte[] ledger) throws IOException {
        if (keys != null && key == null) {
            String id = HexFormat.of().formatHex(ledger);
            key = publicKey == null ? null : SigningKey.load(keys, name, id, publicKey);
            if (key == null) {
                key = SigningKey.create(keys, name, id);
            }
            publicKey = key.publicKey();
        }
        return publicKey == null ? new byte[32] : HexFormat.of().parseHex(publicKey);
    }

    /** Whether the next checkpoint is the last that this key signs. */
    boolean evolves(long nowMs, boolean closing) {
        return key != null && (closing || keySinceMs == Long.MIN_VALUE || Math.abs(nowMs - keySinceMs) >= epochMs);
    }

    /** The public part of the successor, which the checkpoint has to name. */
    @Nullable
    String prepareNext() throws IOException {
        return key == null ? null : key.prepareNext();
    }

    Map<String, String> sign(Checkpoint checkpoint) {
        return key == null
                ? checkpoint.attributes(null, null)
                : checkpoint.attributes(key.publicKey(), key.sign(checkpoint.text()));
    }

    /** The ledger has the checkpoint that names the successor: the key before is destroyed. */
    void evolve(long nowMs) throws IOException {
        SigningKey evolving = key;
        if (evolving == null) {
            return;
        }
        keySinceMs = nowMs;
        try {
            evolving.becomeNext();
        } finally {
            publicKey = evolving.publicKey(); // the ledger names it, whether or not the old one could be destroyed
        }
    }
}
