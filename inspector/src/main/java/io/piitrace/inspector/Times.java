package io.piitrace.inspector;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as users write them. */
final class Times {
    private Times() {}

    private static Instant parse(String text, int daysOfDate) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).plusDays(daysOfDate).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            String full = text.replace(' ', 'T');
            int offset = Math.max(full.indexOf('Z'), Math.max(full.indexOf('+'), full.indexOf('-', 10)));
            return offset < 0
                    ? LocalDateTime.parse(full).toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(full).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no time; write 2026-11-23, 2026-11-23T02:00 or 2026-11-23T02:00:00Z");
        }
    }

    /** The beginning of a window: a date is its first moment. */
    record Start(Instant time) {
        static final class Converter implements ITypeConverter<Start> {
            @Override
            public Start convert(String text) {
                return new Start(parse(text, 0));
            }
        }
    }

    /** The end of a window, not in it itself: a date is the moment after its last one. */
    record End(Instant time) {
        static final class Converter implements ITypeConverter<End> {
            @Override
            public End convert(String text) {
                return new End(parse(text, 1));
            }
        }
    }
}
