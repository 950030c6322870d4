package io.piitrace.ledger.spool;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Sources;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.TracedField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the log of definitions.
 *
 * <p><b>Layout.</b> One byte of type, then the values in the order in which the methods below write them; see {@link EntryOutput} for their form.
 */
@SuppressWarnings("EnumOrdinal") // the order of these enums is part of the format, as each of them says
final class Entry {
    static final byte ORIGIN = 1;
    static final byte CONTEXT = 2;
    static final byte SITE = 3;
    static final byte SUBJECT = 4;
    static final byte NOTICE = 5;
    static final byte LOSS = 6;

    private Entry() {}

    /** What had been lost in sum when a notice said so. */
    record Loss(LossReason reason, long total, long sinceMs, long untilMs) {}

    record Note(NoticeType type, long timeMs, Map<String, String> attributes) {}

    static EntryOutput origin(Origin origin) {
        return new EntryOutput(ORIGIN).text(origin.service()).text(origin.instance());
    }

    static Origin origin(EntryInput in) {
        return new Origin(in.text(), in.text());
    }

    static EntryOutput context(int id, Context context) {
        return new EntryOutput(CONTEXT)
                .number(id)
                .optional(context.tenant())
                .optional(context.principal())
                .optional(context.party())
                .texts(context.roles())
                .optional(context.region())
                .optional(context.session())
                .text(context.purpose())
                .text(context.purposeSource())
                .optional(context.ticket())
                .optional(context.entry())
                .optional(context.trace())
                .optional(context.request())
                .optional(context.claimedPurpose())
                .optional(context.claimedTicket())
                .optional(context.sources().principal())
                .optional(context.sources().party())
                .optional(context.sources().tenant())
                .optional(context.sources().region());
    }

    static Context context(EntryInput in) {
        return new Context(
                in.optional(),
                in.optional(),
                in.optional(),
                in.texts(),
                in.optional(),
                in.optional(),
                in.text(),
                in.text(),
                in.optional(),
                in.optional(),
                in.optional(),
                in.optional(),
                in.added(),
                in.added(),
                new Sources(in.added(), in.added(), in.added(), in.added()));
    }

    static EntryOutput site(int id, Site site) {
        return new EntryOutput(SITE)
                .number(id)
                .text(site.field().owner())
                .text(site.field().name())
                .text(site.field().category())
                .number(site.kind().ordinal())
                .text(site.place())
                .optional(site.type())
                .number(site.inferred() ? 1 : 0);
    }

    static Site site(EntryInput in) {
        TracedField field = new TracedField(in.text(), in.text(), in.text());
        AccessKind kind = in.constant(AccessKind.values());
        return new Site(field, kind, in.text(), in.optional(), in.number() != 0);
    }

    static EntryOutput subject(int id, Subject subject) {
        String pseudonym = subject.pseudonym();
        return new EntryOutput(SUBJECT)
                .number(id)
                .bytes(pseudonym == null ? new byte[0] : HexFormat.of().parseHex(pseudonym))
                .optional(subject.unknownReason())
                .optional(subject.tenant());
    }

    static Subject subject(EntryInput in) {
        byte[] pseudonym = in.bytes();
        return new Subject(
                pseudonym.length == 0 ? null : HexFormat.of().formatHex(pseudonym), in.optional(), in.optional());
    }

    static EntryOutput notice(NoticeType type, long timeMs, Map<String, String> attributes) {
        EntryOutput out = new EntryOutput(NOTICE).number(type.ordinal()).number(timeMs);
        List<String> texts = new ArrayList<>();
        attributes.forEach((key, value) -> {
            texts.add(key);
            texts.add(value);
        });
        return out.texts(texts);
    }

    static Note notice(EntryInput in) {
        NoticeType type = in.constant(NoticeType.values());
        long timeMs = in.number();
        List<String> texts = in.texts();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            attributes.put(texts.get(i), texts.get(i + 1));
        }
        return new Note(type, timeMs, attributes);
    }

    static EntryOutput loss(Loss loss) {
        return new EntryOutput(LOSS)
                .number(loss.reason().ordinal())
                .number(loss.total())
                .number(loss.sinceMs())
                .number(loss.untilMs());
    }

    static Loss loss(EntryInput in) {
        return new Loss(in.constant(LossReason.values()), in.number(), in.number(), in.number());
    }

    /** The notice for what was lost since the last one of the same reason. */
    static Note notice(Loss loss, @Nullable Loss before) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("since", Instant.ofEpochMilli(loss.sinceMs()).toString());
        attributes.put("until", Instant.ofEpochMilli(loss.untilMs()).toString());
        attributes.put("reason", loss.reason().code());
        attributes.put("count", Long.toString(loss.total() - (before == null ? 0 : before.total())));
        return new Note(NoticeType.LOSS, loss.untilMs(), attributes);
    }
}
