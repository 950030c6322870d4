package io.piitrace.agent.recorder;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An id just read from an object, in the form in which it is looked up. One for each ring, overwritten by every access.
 *
 * <p><b>Threading.</b> One thread.
 */
@SuppressWarnings("EnumOrdinal") // only within this process
final class IdKey {
    static final int NUMBER = 1;
    static final int UUID_KIND = 2;
    static final int TEXT = 3;
    static final int UNKNOWN = 4;
    /** Not read: a class on the way has to be looked at first. */
    static final int UNRESOLVED = 5;

    int kind;
    long low;
    long high;

    @Nullable
    String text;

    void number(long value) {
        kind = NUMBER;
        low = value;
        high = 0;
        text = null;
    }

    void unknown(UnknownSubject reason) {
        kind = UNKNOWN;
        low = reason.ordinal();
        high = 0;
        text = null;
    }

    void unresolved() {
        kind = UNRESOLVED;
        text = null;
    }

    void text(String value) {
        kind = TEXT;
        low = value.hashCode();
        high = value.length();
        text = value;
    }

    /** Takes a value that an id field refers to. Only methods of the JDK's own final classes are called. */
    void object(@Nullable Object value) {
        if (value == null) {
            unknown(UnknownSubject.NO_ID);
        } else if (value instanceof Long number) {
            number(number);
        } else if (value instanceof String string) {
            text(string);
        } else if (value instanceof Integer number) {
            number(number);
        } else if (value instanceof UUID uuid) {
            kind = UUID_KIND;
            low = uuid.getLeastSignificantBits();
            high = uuid.getMostSignificantBits();
            text = null;
        } else {
            rare(value);
        }
    }

    private void rare(Object value) {
        if (value instanceof Short || value instanceof Byte) {
            number(((Number) value).longValue());
        } else if (value instanceof UnknownSubject reason) {
            unknown(reason);
        } else if (value instanceof Enum<?> constant) {
            text(constant.name());
        } else if (value instanceof Character
                || value.getClass() == BigInteger.class
                || value.getClass() == BigDecimal.class) {
            text(value.toString());
        } else {
            unknown(UnknownSubject.UNSUPPORTED_ID);
        }
    }

    /** The id as text, numbers in decimal: what the pseudonym is made of. */
    String asText() {
        return switch (kind) {
            case NUMBER -> Long.toString(low);
            case UUID_KIND -> new UUID(high, low).toString();
            default -> text == null ? "" : text;
        };
    }
}
