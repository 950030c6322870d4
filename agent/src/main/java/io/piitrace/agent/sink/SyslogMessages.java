package io.piitrace.agent.sink;

import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Records as messages of RFC 5424: number and type as structured data, the whole record as JSON. */
final class SyslogMessages {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    /** 32473 is the number that RFC 5612 sets aside for documentation: piitrace has none of its own. */
    private static final String SD_ID = "piitrace@32473";

    private static final int WARNING = 4;
    private static final int INFORMATIONAL = 6;
    private static final int NAME_LENGTH = 48;
    private static final int HOST_LENGTH = 255;

    private final int facility;

    SyslogMessages(int facility) {
        this.facility = facility;
    }

    byte[] of(LedgerRecord record) throws IOException {
        String type = record instanceof Notice notice ? notice.type().code() : "access";
        long timeMs = record instanceof AccessRecord access ? access.firstMs() : ((Notice) record).timeMs();
        int severity = Severity.isTrouble(record) ? WARNING : INFORMATIONAL;
        String message = "<" + (facility * 8 + severity) + ">1 "
                + TIME.format(Instant.ofEpochMilli(timeMs)) + ' '
                + header(record.origin().instance(), HOST_LENGTH) + ' '
                + header(record.origin().service(), NAME_LENGTH) + " - "
                + header(type, 32)
                + " [" + SD_ID + " seq=\"" + record.seq() + "\" record=\"" + type + "\"] "
                + JsonLines.line(record);
        return message.getBytes(StandardCharsets.UTF_8);
    }

    /** Printable US-ASCII without blanks, as the header's fields have to be. */
    private static String header(String text, int maxLength) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length() && printable.length() < maxLength; i++) {
            char c = text.charAt(i);
            printable.append(c > ' ' && c < 0x7f ? c : '_');
        }
        return printable.length() == 0 ? "-" : printable.toString();
    }
}
