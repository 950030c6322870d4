package io.piitrace.inspector.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.piitrace.ledger.KeptKey;
import io.piitrace.ledger.seal.SignedCheckpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what somebody kept elsewhere in order to hold ledgers to it: checkpoints, as lines of their own or in the log of a sink, and public keys. */
public final class KeptElsewhere {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MAX_KEY_BYTES = 1 << 20;

    private KeptElsewhere() {}

    /**
     * The checkpoints in a file, or in this text itself.
     *
     * @throws InputException where there is none, or one is not what its key signed
     */
    public static List<SignedCheckpoint> checkpoints(String given) {
        Path file = file(given);
        List<SignedCheckpoint> found = new ArrayList<>();
        try (BufferedReader lines = file == null
                ? new BufferedReader(new StringReader(given))
                : Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                SignedCheckpoint checkpoint = line.contains("checkpoint") ? in(line) : null;
                if (checkpoint != null) {
                    found.add(checkpoint);
                }
            }
        } catch (IOException e) {
            throw new InputException("cannot be read: " + given + ": " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new InputException("no checkpoint in " + (file == null ? "the text" : file)
                    + ": expected what verify --print-checkpoint prints, or a record of a sink");
        }
        for (SignedCheckpoint checkpoint : found) {
            if (checkpoint.signed() && !checkpoint.genuine()) {
                throw new InputException("checkpoint to compare with is not what its key signed: " + checkpoint.line());
            }
        }
        return found;
    }

    /** The public keys in a file of the form of {@code keys/NAME.public}, or in this text itself. */
    public static List<KeptKey> keys(String given) {
        Path file = file(given);
        List<KeptKey> keys;
        try {
            keys = KeptKey.parse(
                    file == null ? given : Files.size(file) > MAX_KEY_BYTES ? "too long" : Files.readString(file));
        } catch (IOException e) {
            throw new InputException("cannot be read: " + given + ": " + e.getMessage(), e);
        }
        if (keys.isEmpty()) {
            throw new InputException("no public key in " + (file == null ? "the text" : file)
                    + ": expected keys/NAME.public of the agent, or 64 hexadecimal digits");
        }
        return keys;
    }

    private static @Nullable Path file(String given) {
        try {
            Path file = Path.of(given);
            return Files.exists(file) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static @Nullable SignedCheckpoint in(String line) {
        SignedCheckpoint plain = SignedCheckpoint.in(line);
        int json = line.indexOf('{');
        return plain != null || json < 0 ? plain : ofRecord(line.substring(json));
    }

    /** The checkpoint that a record states as sinks and exports write it; null for everything else. */
    private static @Nullable SignedCheckpoint ofRecord(String json) {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isScalarValue()) {
                    values.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            if (!"checkpoint".equals(values.get("record"))) {
                return null;
            }
            return SignedCheckpoint.of(
                    Long.parseLong(values.getOrDefault("seq", "")),
                    Instant.parse(values.getOrDefault("time", "")).toEpochMilli(),
                    values);
        } catch (IOException | NumberFormatException | DateTimeException e) {
            return null;
        }
    }
}
