package io.piitrace.ledger.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Batch;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.LedgerWriter;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.TracedField;
import io.piitrace.ledger.VerifyOptions;
import io.piitrace.ledger.WriterOptions;
import io.piitrace.ledger.format.Limits;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolBoundTest {
    private static final int SHIFT = 14;
    private static final Origin ORIGIN = new Origin("payroll", "one");
    private static final Site SITE = new Site(
            new TracedField("com.acme.Person", "ssn", "ssn"), AccessKind.COPY, "com.acme.X.y(X.java:1)", null, true);

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everythingThatASpoolCanDefineFitsIntoOneBlock(boolean encrypted) throws Exception {
        Spool spool = Spool.create(
                dir.resolve("spool").toFile(), "run", 1, ORIGIN, RingSizes.only(SHIFT), DiskRoom.UNBOUNDED);
        RingHolder holder = owner -> false;
        RingSlot slot = spool.acquire(Thread.currentThread(), holder);
        int site = spool.define(SITE);
        int subject = spool.define(new Subject(null, "no-id", null));
        Random random = new Random(1);
        int words = 0;
        int accesses = 0;
        for (int context; (context = define(spool, random)) > 0; accesses++) {
            put(slot, words++, Word.of(Word.CONTEXT, context));
            put(slot, words++, Word.of(site, subject));
        }
        assertThat(spool.definitionLength()).isGreaterThan(DefinitionLog.MAX_LENGTH - (1 << 18));
        spool.losses().add(LossReason.NO_DEFINITION, 1, 1);

        WriterOptions options =
                WriterOptions.unsigned().encrypted(encrypted ? TenantKeys.in(dir.resolve("tenants"), null, 0) : null);
        try (SpoolReader reader = SpoolReader.open(spool.directory(), "run", Map.of());
                LedgerWriter writer = LedgerWriter.open(dir.resolve("ledger"), ORIGIN, options)) {
            spool.noteLosses();
            reader.refresh(1);
            reader.read();
            Batch batch = new Batch();
            assertThat(reader.moveTo(batch)).isEqualTo(accesses);
            writer.append(batch, reader);
        }
        spool.delete();
        assertThat(holder).isNotNull();

        assertThat(LedgerVerifier.verify(
                                LedgerFiles.find(List.of(dir.resolve("ledger"))), VerifyOptions.RECORDS, Progress.NONE)
                        .intact())
                .isTrue();
    }

    @Test
    void whereRingsCannotBeMadeABrokenSpoolIsNotFollowed() throws Exception {
        boolean[] full = {false};
        DiskRoom room = new DiskRoom() {
            @Override
            public void take(long bytes) throws IOException {
                if (full[0] && bytes > 1 << 16) {
                    throw new IOException("full");
                }
            }

            @Override
            public void written(long bytes) {}
        };
        Spools spools = Spools.open(dir.toFile(), ORIGIN, RingSizes.only(SHIFT), room);
        Spool first = spools.current();
        first.delete(); // closes its log
        assertThat(define(first, new Random(1))).isZero();
        assertThat(first.isBroken()).isTrue();
        full[0] = true;

        assertThat(follows(spools, first)).isFalse();
        assertThat(spools.all()).containsExactly(first);
        assertThat(dir.resolve("spool").toFile().list()).isEmpty();

        full[0] = false;
        Thread.sleep(1100); // it is tried once a second
        assertThat(follows(spools, first)).isTrue();
        assertThat(spools.current().segments()).isEqualTo(1);
        spools.current().delete();
    }

    private static boolean follows(Spools spools, Spool spool) {
        try {
            spools.follow(spool);
            return spools.current() != spool;
        } catch (IOException e) {
            return false;
        }
    }

    /** A context that is as large as it may be, 0 if there is no room for it. */
    private static int define(Spool spool, Random random) {
        String[] texts = new String[11];
        for (int i = 0; i < texts.length; i++) {
            byte[] text = new byte[Limits.TEXT_BYTES];
            random.nextBytes(text);
            for (int at = 0; at < text.length; at++) {
                text[at] = (byte) (' ' + (text[at] & 63));
            }
            texts[i] = new String(text, StandardCharsets.US_ASCII);
        }
        try {
            return spool.define(new Context(
                    "acme",
                    texts[0],
                    texts[1],
                    List.of(texts[2], texts[3]),
                    texts[4],
                    texts[5],
                    texts[6],
                    "api",
                    texts[7],
                    texts[8],
                    texts[9],
                    texts[10]));
        } catch (IOException full) {
            return 0;
        }
    }

    private static void put(RingSlot slot, int position, long word) {
        slot.words().order(ByteOrder.LITTLE_ENDIAN).putLong(position * Word.LENGTH, word | Word.lap(position, SHIFT));
    }
}
