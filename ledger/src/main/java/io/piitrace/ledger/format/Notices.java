package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a block that are not accesses.
 *
 * <p><b>Layout.</b> docs/format.md, section 10.
 */
public final class Notices {
    private static final NoticeType[] TYPES = NoticeType.values();

    private Notices() {}

    /**
     * Writes one notice.
     *
     * @param skipped records between the notice before, or the beginning of the block, and this one
     * @param sinceMs time since the beginning of the block's time range
     */
    @SuppressWarnings("EnumOrdinal") // the order of types is part of the format
    public static void write(ByteOut out, int skipped, NoticeType type, long sinceMs, Map<String, String> attributes) {
        out.varint(skipped);
        out.u8(type.ordinal());
        out.varint(sinceMs);
        int listed = Math.min(attributes.size(), Limits.LIST_ITEMS);
        out.varint(listed);
        int i = 0;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            if (++i == Limits.LIST_ITEMS && attributes.size() > Limits.LIST_ITEMS) {
                out.text("cut");
                out.text(attributes.size() + " attributes");
                return;
            }
            out.text(attribute.getKey());
            out.text(attribute.getValue());
        }
    }

    public static List<Notice> read(ByteIn in, Zone zone, Origin origin) throws CorruptLedgerException {
        List<Notice> notices = new ArrayList<>();
        long index = -1;
        for (int i = 0; i < zone.notices(); i++) {
            index += in.bounded("records skipped", Limits.BLOCK_RECORDS) + 1L;
            int type = in.u8();
            if (type >= TYPES.length) {
                throw in.corrupt("type of notice unknown: found=" + type);
            }
            long timeMs = zone.minMs() + in.positive("time");
            Map<String, String> attributes = attributes(in);
            if (index >= zone.records()) {
                throw in.corrupt("notice beyond the block: index=" + index + " records=" + zone.records());
            }
            notices.add(new Notice(zone.firstSeq() + index, timeMs, origin, TYPES[type], attributes));
        }
        in.end();
        return notices;
    }

    private static Map<String, String> attributes(ByteIn in) throws CorruptLedgerException {
        int count = in.bounded("attributes", Limits.LIST_ITEMS);
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            attributes.put(in.text(), in.text());
        }
        return attributes;
    }
}
