package io.piitrace.ledger;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.ByteIn;
import io.piitrace.ledger.format.Defined;
import io.piitrace.ledger.format.SectionIn;
import io.piitrace.ledger.format.Zone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes the bytes of a ledger file as section 3 of docs/format.md shows them. */
final class AnnotatedDump {
    private static final int BYTES_A_LINE = 16;

    private final byte[] file;
    private final StringBuilder dump = new StringBuilder();
    private final StringBuilder inflated = new StringBuilder();
    private ByteIn in;
    private StringBuilder to = dump;
    private int base;

    private AnnotatedDump(byte[] file) {
        this.file = file;
        in = new ByteIn("file", file, 0, file.length);
    }

    static String of(byte[] file) throws IOException {
        AnnotatedDump dump = new AnnotatedDump(file);
        dump.header();
        while (dump.in.remaining() > 0) {
            dump.block();
        }
        return "```\n" + dump.dump + "```\n\nInflated:\n\n```\n" + dump.inflated + "```\n";
    }

    private void header() throws IOException {
        field(8, "magic");
        field(2, "version");
        field(2, "flags");
        field(4, "length of the header");
        field(16, "ledger");
        field(4, "file");
        field(4, "reserved");
        field(8, "first block");
        field(8, "first seq");
        field(8, "created");
        field(32, "previous head");
        field(32, "public key");
        field(2, "length of service");
        text(2);
        field(2, "length of instance");
        text(2);
        field(4, "CRC-32C of the header");
    }

    private void block() throws IOException {
        int at = in.index();
        BlockHeader header = BlockHeader.decode(file, at);
        to.append("        block ").append(header.number()).append('\n');
        field(4, "magic");
        field(4, "body length");
        field(1, "type");
        field(1, "flags");
        field(2, "reserved");
        field(4, "zone length");
        field(4, "CRC-32C of the zone");
        field(4, "CRC-32C of the payload");
        field(8, "number");
        field(32, "head");
        field(4, "CRC-32C of the block header");
        Zone zone = Zone.decode(new ByteIn("zone", file, at + BlockHeader.BYTES, header.zoneLength()), false);
        zone(header.zoneLength());
        section("definitions", header.number(), zone);
        section("notices", header.number(), zone);
        section("rows", header.number(), zone);
        if (in.index() != at + BlockHeader.BYTES + header.bodyLength() || zone.records() < 1) {
            throw new IllegalStateException("not the block that the dump is made for");
        }
    }

    private void zone(int length) throws IOException {
        int end = in.index() + length;
        for (String name : List.of("first seq", "records", "rows", "accesses", "losses", "gaps")) {
            varint(name);
        }
        varint("min time, zigzag");
        varint("time range");
        for (String kind : List.of("texts", "contexts", "sites", "subjects")) {
            varint("first of the " + kind + " defined");
            varint("and how many");
        }
        long tenants = varint("tenants + 1");
        for (int i = 1; i < tenants; i++) {
            string("tenant");
        }
        long filter = varint("bytes of the subject filter");
        if (filter > 0) {
            field((int) filter, "subject filter");
        }
        long runs = varint("runs");
        for (int i = 0; i < runs; i++) {
            string("run");
            long rings = varint("rings");
            for (int j = 0; j < rings; j++) {
                varint("ring, zigzag");
                varint("words");
                varint("time, zigzag");
                varint("context, zigzag");
            }
        }
        if (in.index() != end) {
            throw new IllegalStateException("zone is not what the dump is made for");
        }
    }

    private void section(String what, long block, Zone zone) throws IOException {
        ByteIn ahead = new ByteIn("payload", file, in.index(), file.length - in.index());
        long length = varint("length of " + what);
        long stored = varint("stored length");
        if (length == stored) {
            if (length > 0) {
                content(what, zone);
            }
            return;
        }
        field((int) stored, what + ", deflated");
        try (SectionIn sections = new SectionIn()) {
            ByteIn section = sections.read(what, ahead);
            ByteIn outer = in;
            int outerBase = base;
            in = section;
            base = -section.index();
            to = inflated;
            to.append("        ")
                    .append(what)
                    .append(" of block ")
                    .append(block)
                    .append('\n');
            content(what, zone);
            in = outer;
            base = outerBase;
            to = dump;
        }
    }

    private void content(String what, Zone zone) throws IOException {
        switch (what) {
            case "definitions" -> definitions(zone.defined());
            case "notices" -> notices(zone.notices());
            default -> rows(zone.rows());
        }
    }

    private void notices(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            varint("rows before the notice");
            varint("type");
            varint("time");
            long attributes = varint("attributes");
            for (int j = 0; j < attributes; j++) {
                string("key");
                string("value");
            }
        }
    }

    private void rows(int rows) throws IOException {
        for (String column : List.of("context", "site", "subject", "first", "duration", "count")) {
            boolean runs = varint(column + ": encoding") == 1;
            long row = 0;
            while (row < rows) {
                varint(column + ": difference, zigzag");
                row += 1 + (runs ? varint(column + ": more rows") : 0);
            }
        }
    }

    /** Of a block that defines one context and one subject. */
    private void definitions(Defined defined) throws IOException {
        for (int i = 0; i < defined.strings().count(); i++) {
            string("text " + i);
        }
        for (String column : List.of(
                "tenant", "principal", "party", "region", "session", "purpose", "purpose source", "ticket", "entry")) {
            varint(column);
        }
        varint("trace: 1, sixteen bytes follow");
        field(16, "trace");
        varint("request");
        varint("claimed purpose");
        varint("claimed ticket");
        varint("principal source");
        varint("party source");
        varint("tenant source");
        varint("region source");
        varint("number of roles");
        varint("role");
        for (int i = 0; i < defined.sites().count(); i++) {
            for (String value : List.of("owner", "field name", "category", "kind", "place", "type", "flags")) {
                varint("site " + i + ": " + value);
            }
        }
        varint("subject 0: tenant");
        varint("subject 0: form");
        field(16, "pseudonym");
    }

    private long varint(String meaning) throws IOException {
        int at = in.index();
        long value = in.varint();
        line(at, in.index() - at, meaning + " = " + value);
        return value;
    }

    private void string(String meaning) throws IOException {
        int at = in.index();
        String text = in.text();
        line(at, in.index() - at, meaning + " \"" + text + '"');
    }

    private void text(int lengthBytes) throws IOException {
        int length = ByteIn.u32(in.array(), in.index() - lengthBytes) & 0xFFFF;
        int at = in.index();
        line(at, length, '"' + in.text(length) + '"');
    }

    private void field(int length, String meaning) throws IOException {
        int at = in.index();
        in.skip(length);
        line(at, length, meaning);
    }

    private void line(int at, int length, String meaning) {
        List<String> lines = new ArrayList<>();
        HexFormat hex = HexFormat.ofDelimiter(" ");
        for (int from = 0; from < length; from += BYTES_A_LINE) {
            int count = Math.min(BYTES_A_LINE, length - from);
            String bytes = hex.formatHex(in.array(), at + from, at + from + count);
            lines.add(String.format("%06x  %-47s  %s", at + base + from, bytes, from == 0 ? meaning : "")
                    .stripTrailing());
        }
        lines.forEach(line -> to.append(line).append('\n'));
    }
}
