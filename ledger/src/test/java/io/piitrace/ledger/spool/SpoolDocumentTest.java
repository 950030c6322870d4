package io.piitrace.ledger.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

/** Holds the section on the spool of {@code docs/format.md} to the code. */
class SpoolDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "format.md");
    private static final int SHIFT = 4;

    @TempDir
    Path dir;

    @Test
    void ringsAreWhatTheTableSays() throws IOException {
        File file = Segment.file(dir.toFile(), 1);
        List<ByteBuffer> rings = Segment.create(file, 3, SHIFT);
        rings.get(1).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 0x1122334455667788L);
        byte[] bytes = Files.readAllBytes(file.toPath());

        Map<String, byte[]> expected = new LinkedHashMap<>();
        expected.put("magic", "PISPOOL1".getBytes(StandardCharsets.US_ASCII));
        expected.put("version", new byte[] {1, 0, 0, 0});
        expected.put("shift", new byte[] {SHIFT, 0, 0, 0});
        expected.put("rings", new byte[] {3, 0, 0, 0});
        assertLayout("spool-rings", bytes, 0, expected);
        assertThat(bytes).hasSize(4096 + 3 * (8 << SHIFT));
        assertThat(bytes[4096 + (8 << SHIFT)]).isEqualTo((byte) 0x88);
    }

    @Test
    void wordsAreWhatTheTableSays() throws ReflectiveOperationException, IOException {
        for (List<String> row : table("spool-words")) {
            assertThat(Word.class.getField(row.get(1)).getInt(null)).isEqualTo(Integer.parseInt(row.get(0)));
        }
        assertThat(Word.of(1, 0)).isEqualTo(1L << 44);
        assertThat(Word.MAX_SITE).isEqualTo((1 << 19) - 1);
        assertThat(Word.lap(0, SHIFT)).isEqualTo(Long.MIN_VALUE);
        assertThat(Word.lap(1 << SHIFT, SHIFT)).isZero();
    }

    @Test
    void countTablesAreWhatTheTableSays() throws IOException {
        File file = CountTable.file(dir.toFile(), 1);
        CountTable table = CountTable.create(file, 1, 15).get(0);
        table.add(77, 5, 1000);
        table.add(77, 5, 2000);
        byte[] bytes = Files.readAllBytes(file.toPath());
        int at = 64;
        while (bytes[at] == 0) {
            at += 64;
        }
        table.seal((at / 64) * 64, 2, 8);
        table.seal((at / 64) * 64, 3, 9);
        bytes = Files.readAllBytes(file.toPath());

        Map<String, byte[]> expected = new LinkedHashMap<>();
        expected.put("word", number(77));
        expected.put("context", number(5));
        expected.put("first", number(1000));
        expected.put("last", number(2000));
        expected.put("count", number(2));
        expected.put("sealed even", number(8));
        expected.put("sealed odd", number(9));
        assertLayout("spool-counts", bytes, at, expected);
        assertThat(Arrays.copyOf(bytes, 8)).isEqualTo(number(2));
        assertThat(bytes).hasSize(64 * (1 + 2048));
        assertThat(List.of(CountTable.cells(10), CountTable.cells(12), CountTable.cells(17)))
                .containsExactly(64, 256, 2048);
        assertThat(CountReader.key(7)).isEqualTo(-3 - 7);
    }

    @Test
    void entriesAreThoseOfTheTable() throws ReflectiveOperationException, IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        for (java.lang.reflect.Field type : Entry.class.getDeclaredFields()) {
            if (type.getType() == byte.class && Modifier.isStatic(type.getModifiers())) {
                expected.put(String.valueOf(type.get(null)), type.getName());
            }
        }
        Map<String, String> found = new LinkedHashMap<>();
        table("spool-entries").forEach(row -> found.put(row.get(0), row.get(1)));

        assertThat(found).isEqualTo(expected);
        assertThat(DefinitionLog.MAX_LENGTH).isEqualTo(48 << 20);
    }

    @Test
    @SuppressWarnings("EnumOrdinal") // the order is part of the format
    void lossesAreThoseOfTheTable() throws IOException {
        Losses losses = Losses.create(dir.toFile());
        losses.add(LossReason.NO_DEFINITION, 3, 1000);
        losses.add(LossReason.NO_DEFINITION, 4, 2000);
        byte[] bytes = Files.readAllBytes(dir.resolve(Losses.FILE));

        assertThat(Arrays.copyOfRange(bytes, 128, 152))
                .isEqualTo(ByteBuffer.allocate(24)
                        .put(number(7))
                        .put(number(1000))
                        .put(number(2000))
                        .array());
        assertThat(table("spool-losses").stream().map(row -> row.get(0) + row.get(1)))
                .containsExactlyElementsOf(Stream.of(LossReason.values())
                        .map(reason -> reason.ordinal() + "`" + reason.code() + "`")
                        .toList());
    }

    private static void assertLayout(String name, byte[] bytes, int at, Map<String, byte[]> expected)
            throws IOException {
        List<List<String>> rows = table(name);
        assertThat(rows.stream().map(row -> row.get(3))).containsExactlyElementsOf(expected.keySet());
        int next = 0;
        for (List<String> row : rows) {
            int length = Integer.parseInt(row.get(1));
            assertThat(Integer.parseInt(row.get(0))).as(row.get(3)).isEqualTo(next);
            assertThat(Arrays.copyOfRange(bytes, at + next, at + next + length))
                    .as(row.get(3))
                    .isEqualTo(expected.get(row.get(3)));
            next += length;
        }
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
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
}
