package io.piitrace.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The ledger that docs/format.md shows. */
final class SmallLedger implements Definitions {
    static final Path FILE = Path.of("src/test/resources/golden/v3/small/00000001.ledger");

    private static final long TIME_MS = 1_790_000_000_000L;

    /** Writes it anew: with another id, other keys and other times of creation and closing. */
    static void regenerate(Path scratch) throws IOException {
        Path directory = scratch.resolve("ledger");
        try (LedgerWriter writer = LedgerWriter.open(
                directory, new Origin("pay", "host-1"), WriterOptions.signed(scratch.resolve("keys")))) {
            Batch batch = new Batch();
            batch.notice(NoticeType.START, TIME_MS, Map.of("version", "1"));
            batch.access(0, 0, 0, TIME_MS + 5, TIME_MS + 5, 1);
            batch.access(0, 1, 0, TIME_MS + 5, TIME_MS + 8, 3);
            batch.position(new SpoolPosition("run", 0, 4, TIME_MS + 8, 0));
            writer.append(batch, new SmallLedger());
        }
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, Files.readAllBytes(directory.resolve("00000001.ledger")));
    }

    @Override
    public Context context(int id) {
        return new Context(
                        "acme",
                        "amy",
                        null,
                        List.of("clerk"),
                        null,
                        null,
                        "legal",
                        "api",
                        null,
                        "GET /pay/{id}",
                        "0af7651916cd43dd8448eb211c80319c",
                        null)
                .withSources(new Sources("container", null, "api", null));
    }

    @Override
    public Site site(int id) {
        String[] fields = {"ssn", "salary"};
        return new Site(
                new TracedField("com.acme.Person", fields[id], fields[id]),
                AccessKind.GETTER,
                "com.acme.Pay.run(Pay.java:" + (7 + id) + ")",
                null,
                false);
    }

    @Override
    public Subject subject(int id) {
        return new Subject("00112233445566778899aabbccddeeff", null, null);
    }
}
