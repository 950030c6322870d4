package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.format.BlockHeader;
import io.piitrace.ledger.format.FileHeader;
import io.piitrace.ledger.format.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/format.md to the code. {@code -Dpiitrace.test.regenerate=true} writes the small ledger and its dump anew. */
class FormatDocumentTest {
    private static final Path PAGE = Path.of("../docs/format.md");
    private static final String DUMP_BEGIN = "<!-- dump:begin -->\n";
    private static final String DUMP_END = "<!-- dump:end -->";

    @TempDir
    Path dir;

    @Test
    void dumpIsThatOfTheSmallLedger() throws IOException {
        if (Boolean.getBoolean("piitrace.test.regenerate")) {
            SmallLedger.regenerate(dir);
            String page = Files.readString(PAGE);
            String dump = AnnotatedDump.of(Files.readAllBytes(SmallLedger.FILE));
            Files.writeString(
                    PAGE,
                    page.substring(0, page.indexOf(DUMP_BEGIN) + DUMP_BEGIN.length())
                            + dump
                            + page.substring(page.indexOf(DUMP_END)));
        }
        String page = Files.readString(PAGE);
        String dump = page.substring(page.indexOf(DUMP_BEGIN) + DUMP_BEGIN.length(), page.indexOf(DUMP_END));

        assertThat(dump).isEqualTo(AnnotatedDump.of(Files.readAllBytes(SmallLedger.FILE)));
        LedgerVerdict verdict = SampleLedger.verify(SmallLedger.FILE.getParent());
        assertThat(verdict.flaws()).isEmpty();
        assertThat(verdict.state()).isEqualTo(LedgerVerdict.State.INTACT);
        assertThat(verdict.accesses()).isEqualTo(4);
    }

    @Test
    void fileHeaderIsWhatTheTableSays() throws IOException {
        FileHeader header = new FileHeader(
                FileHeader.VERSION,
                filled(16, 0x11),
                0x22222222,
                0x3333333333333333L,
                0x4444444444444444L,
                0x5555555555555555L,
                filled(32, 0x66),
                filled(32, 0x77),
                new Origin("s", "i"));
        byte[] bytes = header.encode();
        Map<String, byte[]> expected = new LinkedHashMap<>();
        expected.put("magic", "piitrace".getBytes(StandardCharsets.US_ASCII));
        expected.put("version", new byte[] {3, 0});
        expected.put("flags", new byte[2]);
        expected.put("length", new byte[] {(byte) bytes.length, 0, 0, 0});
        expected.put("ledger", filled(16, 0x11));
        expected.put("file", filled(4, 0x22));
        expected.put("reserved", new byte[4]);
        expected.put("first block", filled(8, 0x33));
        expected.put("first seq", filled(8, 0x44));
        expected.put("created", filled(8, 0x55));
        expected.put("previous head", filled(32, 0x66));
        expected.put("public key", filled(32, 0x77));

        assertLayout(table("file-header"), bytes, expected, FileHeader.FIXED_BYTES);
    }

    @Test
    void blockHeaderIsWhatTheTableSays() throws IOException {
        byte[] bytes = BlockHeader.begin(0x11111111, 1, true, 0x22222222, 0x33333333, 0x44444444, 0x5555555555555555L);
        BlockHeader.finish(bytes, filled(32, 0x66));
        Map<String, byte[]> expected = new LinkedHashMap<>();
        expected.put("magic", "PBLK".getBytes(StandardCharsets.US_ASCII));
        expected.put("body length", filled(4, 0x11));
        expected.put("type", new byte[] {1});
        expected.put("flags", new byte[] {1});
        expected.put("reserved", new byte[2]);
        expected.put("zone length", filled(4, 0x22));
        expected.put("zone checksum", filled(4, 0x33));
        expected.put("payload checksum", filled(4, 0x44));
        expected.put("number", filled(8, 0x55));
        expected.put("head", filled(32, 0x66));
        expected.put("header checksum", Arrays.copyOfRange(bytes, 64, 68));

        assertLayout(table("block-header"), bytes, expected, BlockHeader.BYTES);
        assertThat(BlockHeader.CHAINED_BYTES).isEqualTo(32);
    }

    @Test
    @SuppressWarnings("EnumOrdinal") // the order is part of the format
    void kindsAndNoticesAreThoseOfTheTables() throws IOException {
        assertThat(table("kinds").stream().map(row -> row.get(0) + row.get(1)))
                .containsExactlyElementsOf(Stream.of(AccessKind.values())
                        .map(kind -> kind.ordinal() + "`" + kind.code() + "`")
                        .toList());
        assertThat(table("notices").stream().map(row -> row.get(0) + row.get(1)))
                .containsExactlyElementsOf(Stream.of(NoticeType.values())
                        .map(type -> type.ordinal() + "`" + type.code() + "`")
                        .toList());
    }

    @Test
    void limitsAreThoseOfTheTable() throws ReflectiveOperationException, IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        for (java.lang.reflect.Field limit : Limits.class.getFields()) {
            expected.put(limit.getName(), String.valueOf(limit.get(null)));
        }

        Map<String, String> found = new LinkedHashMap<>();
        table("limits").forEach(row -> found.put(row.get(0), row.get(1)));

        assertThat(found).isEqualTo(expected);
    }

    private static void assertLayout(List<List<String>> table, byte[] bytes, Map<String, byte[]> expected, int end) {
        assertThat(table.stream().map(row -> row.get(3))).containsExactlyElementsOf(expected.keySet());
        int next = 0;
        for (List<String> row : table) {
            int offset = Integer.parseInt(row.get(0));
            int length = Integer.parseInt(row.get(1));
            assertThat(offset).as(row.get(3)).isEqualTo(next);
            assertThat(Arrays.copyOfRange(bytes, offset, offset + length))
                    .as(row.get(3))
                    .isEqualTo(expected.get(row.get(3)));
            next = offset + length;
        }
        assertThat(next).isEqualTo(end);
    }

    private static List<List<String>> table(String name) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int at = lines.indexOf("<!-- table:" + name + " -->") + 3;
        List<List<String>> rows = new ArrayList<>();
        for (; lines.get(at).startsWith("|"); at++) {
            String line = lines.get(at);
            rows.add(Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                    .map(String::strip)
                    .toList());
        }
        return rows;
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
