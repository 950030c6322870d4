package io.piitrace.ledger.format;

import io.piitrace.ledger.Context;
import org.jspecify.annotations.Nullable;

/** The single values of a context, in the order in which they are written. A value of those that seldom repeat stands in its place, not in the dictionary of texts. */
enum ContextField {
    TENANT(1, false),
    PRINCIPAL(1, false),
    PARTY(1, false),
    REGION(1, false),
    SESSION(1, false),
    PURPOSE(1, false),
    PURPOSE_SOURCE(1, false),
    TICKET(1, false),
    ENTRY(1, false),
    TRACE(1, true),
    REQUEST(1, true),
    CLAIMED_PURPOSE(2, false),
    CLAIMED_TICKET(2, false),
    PRINCIPAL_SOURCE(3, false),
    PARTY_SOURCE(3, false),
    TENANT_SOURCE(3, false),
    REGION_SOURCE(3, false);

    /** No value. */
    static final int ABSENT = 0;

    /** Sixteen bytes follow: 32 lower-case hexadecimal digits. */
    static final int HEX = 1;

    /** Sixteen bytes follow: a lower-case UUID. */
    static final int UUID = 2;

    /** A text follows. */
    static final int TEXT = 3;

    /** This and everything above it: number of a text in the dictionary, plus this. */
    static final int STRINGS = 4;

    private final int since;
    private final boolean inline;

    /** @param since the first version of the format that has it */
    ContextField(int since, boolean inline) {
        this.since = since;
        this.inline = inline;
    }

    @Nullable
    String of(Context context) {
        return switch (this) {
            case TENANT -> context.tenant();
            case PRINCIPAL -> context.principal();
            case PARTY -> context.party();
            case REGION -> context.region();
            case SESSION -> context.session();
            case PURPOSE -> context.purpose();
            case PURPOSE_SOURCE -> context.purposeSource();
            case TICKET -> context.ticket();
            case ENTRY -> context.entry();
            case TRACE -> context.trace();
            case REQUEST -> context.request();
            case CLAIMED_PURPOSE -> context.claimedPurpose();
            case CLAIMED_TICKET -> context.claimedTicket();
            case PRINCIPAL_SOURCE -> context.sources().principal();
            case PARTY_SOURCE -> context.sources().party();
            case TENANT_SOURCE -> context.sources().tenant();
            case REGION_SOURCE -> context.sources().region();
        };
    }

    boolean isIn(int version) {
        return version >= since;
    }

    boolean inline() {
        return inline;
    }
}
