package io.piitrace.ledger.spool;

import io.piitrace.ledger.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Where below the agent's directory the ledger of a JVM lives. */
public final class LedgerDirectories {
    private static final String NOTE = "ledger";
    private static final int MAX_NAME_LENGTH = 100;

    private LedgerDirectories() {}

    /**
     * The directory of a service and instance.
     *
     * @param attempt 0; more where another living JVM of the same name has the one before
     */
    public static Path of(Path dir, Origin origin, int attempt) {
        return dir.resolve("ledger").resolve(name(origin) + (attempt == 0 ? "" : "~" + attempt));
    }

    /** The usual name of the directory of a service and instance. */
    public static String name(Origin origin) {
        return safe(origin.service()) + '-' + safe(origin.instance());
    }

    /** Where the signing keys of the ledgers are. */
    public static Path keys(Path dir) {
        return dir.resolve("keys");
    }

    /** Where the keys are that encrypt records. */
    public static Path tenantKeys(Path dir) {
        return keys(dir).resolve("tenants");
    }

    /** Notes in a spool which ledger it goes to, before the first block does. */
    public static void note(Path spool, Path ledger) throws IOException {
        Path draft = spool.resolve(NOTE + SpoolFiles.DRAFT);
        Files.writeString(draft, String.valueOf(ledger.getFileName()));
        Files.move(draft, spool.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The ledger to which a spool goes. */
    static Path noted(Path dir, Path spool, Origin origin) throws IOException {
        try {
            return dir.resolve("ledger")
                    .resolve(Files.readString(spool.resolve(NOTE)).strip());
        } catch (NoSuchFileException notDrainedYet) {
            return of(dir, origin, 0);
        }
    }

    private static String safe(String name) {
        String safe = withoutSigns(name);
        if (safe.length() > MAX_NAME_LENGTH || !safe.equals(name)) {
            // different names must not share a directory
            String hash = Integer.toHexString(name.hashCode()).toLowerCase(Locale.ROOT);
            safe = safe.substring(0, Math.min(safe.length(), MAX_NAME_LENGTH)) + '.' + hash;
        }
        return safe;
    }

    /** Whatever is no letter and no digit becomes {@code _}, however much of it there is in a row. No pattern: this runs at the start. */
    private static String withoutSigns(String name) {
        StringBuilder safe = new StringBuilder();
        boolean sign = false;
        for (int at = 0, c; at < name.length(); at += Character.charCount(c)) {
            c = name.codePointAt(at);
            boolean plain = Character.isLetter(c) || isNumber(c) || c == '.' || c == '_' || c == '-';
            if (plain) {
                safe.appendCodePoint(c);
            } else if (!sign) {
                safe.append('_');
            }
            sign = !plain;
        }
        return safe.toString();
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }
}
