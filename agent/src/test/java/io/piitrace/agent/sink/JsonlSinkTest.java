package io.piitrace.agent.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.TracedField;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonlSinkTest {
    @TempDir
    Path dir;

    private static final Origin ORIGIN = new Origin("payroll", "one");
    private static final LedgerRecord ACCESS = new AccessRecord(
            7,
            0,
            1500,
            3,
            ORIGIN,
            new Context(
                    "acme",
                    "amy \"x\"",
                    null,
                    List.of("a", "b"),
                    null,
                    null,
                    "legal",
                    "api",
                    null,
                    "GET /é",
                    null,
                    null),
            new Subject("00112233445566778899aabbccddeeff", null, null),
            new Site(
                    new TracedField("com.acme.Person", "ssn", "ssn"),
                    AccessKind.TO_STRING,
                    "com.acme.X.y(X.java:1)",
                    null,
                    false));

    @Test
    void recordIsOneLineWithTheKeysOfTheContract() throws Exception {
        Path file = dir.resolve("below").resolve("access.jsonl");
        try (Sink sink = new JsonlSink(file.toFile(), 1 << 20, 0, DiskRoom.UNBOUNDED)) {
            sink.write(List.of(ACCESS));
            sink.write(List.of(new Notice(8, 0, ORIGIN, NoticeType.LOSS, Map.of("count", "4"))));
        }
        assertThat(Files.readString(file))
                .isEqualTo("{\"seq\":7,\"first\":\"1970-01-01T00:00:00.000Z\",\"last\":\"1970-01-01T00:00:01.500Z\","
                        + "\"count\":3,\"service\":\"payroll\",\"instance\":\"one\",\"tenant\":\"acme\","
                        + "\"principal\":\"amy \\\"x\\\"\",\"roles\":[\"a\",\"b\"],\"purpose\":\"legal\","
                        + "\"purposeSource\":\"api\",\"subject\":\"00112233445566778899aabbccddeeff\","
                        + "\"field\":\"com.acme.Person#ssn\",\"category\":\"ssn\",\"kind\":\"to-string\","
                        + "\"site\":\"com.acme.X.y(X.java:1)\",\"entry\":\"GET /é\"}\n"
                        + "{\"seq\":8,\"record\":\"loss\",\"time\":\"1970-01-01T00:00:00.000Z\","
                        + "\"service\":\"payroll\",\"instance\":\"one\",\"count\":\"4\"}\n");
    }

    @Test
    void aFileThatHasGrownToItsBoundIsMovedOnAndTheLastOneGoes() throws Exception {
        Path file = dir.resolve("access.jsonl");
        try (Sink sink = new JsonlSink(file.toFile(), 1000, 2, DiskRoom.UNBOUNDED)) {
            for (int i = 0; i < 9; i++) {
                sink.write(List.of(ACCESS));
            }
        }
        long line = JsonLines.line(ACCESS).length() + 2; // one letter has two bytes, and the line end
        assertThat(dir.toFile().list()).containsExactlyInAnyOrder("access.jsonl", "access.jsonl.1", "access.jsonl.2");
        assertThat(Files.size(file)).isEqualTo(line);
        assertThat(Files.size(dir.resolve("access.jsonl.1"))).isEqualTo(2 * line);
        assertThat(Files.size(dir.resolve("access.jsonl.2"))).isEqualTo(2 * line);
    }

    @Test
    void sinkWithoutAnSlf4jInTheApplicationKeepsItsPlace() {
        Slf4jSink sink = new Slf4jSink(() -> List.of(ClassLoader.getPlatformClassLoader()));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> sink.write(List.of(ACCESS)))
                .isInstanceOf(java.io.IOException.class)
                .hasMessageContaining("org.slf4j.LoggerFactory");
    }
}
