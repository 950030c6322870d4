package io.piitrace.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left after a writer was killed, and how the next one goes on. */
class LedgerCrashTest {
    @TempDir
    Path dir;

    @Test
    void nextWriterGoesOnWhereverTheLastBlockWasCut() throws IOException {
        List<byte[]> states = new ArrayList<>();
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            for (int i = 0; i < 3; i++) {
                writer.append(SampleLedger.batch(i, 12), new SampleLedger());
                states.add(Files.readAllBytes(file(1)));
            }
        }
        byte[] two = states.get(1);
        byte[] three = states.get(2);
        int seqAfterTwo = SampleLedger.batch(0, 12).recordCount()
                + SampleLedger.batch(1, 12).recordCount();
        for (int length = two.length; length < three.length; length++) {
            restore(Arrays.copyOf(three, length));

            try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
                assertThat(writer.nextSeq()).as("length %d", length).isEqualTo(seqAfterTwo + 1);
                assertThat(writer.positions()
                                .get(new SpoolPosition.Key("run-1", 0))
                                .words())
                        .isEqualTo(1000);
                writer.append(SampleLedger.batch(2, 12), new SampleLedger());
            }

            assertThat(SampleLedger.verify(ledger()).state())
                    .as("length %d", length)
                    .isEqualTo(LedgerVerdict.State.INTACT);
            assertThat(SampleLedger.read(ledger(), Scan.ALL)).hasSize(seqAfterTwo + 12 + 1 + 1);
        }
    }

    @Test
    void nextWriterBeginsAnewWhereverTheFirstBlockWasCut() throws IOException {
        byte[] one;
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            writer.append(SampleLedger.batch(0, 3), new SampleLedger());
            one = Files.readAllBytes(file(1));
        }
        for (int length = 0; length < one.length; length++) {
            restore(Arrays.copyOf(one, length));
            assertThat(SampleLedger.verify(ledger()).state())
                    .as("length %d", length)
                    .isEqualTo(LedgerVerdict.State.UNSEALED_TAIL);

            SampleLedger.write(ledger(), options(), 0, 1, 3);

            assertThat(SampleLedger.verify(ledger()).state())
                    .as("length %d", length)
                    .isEqualTo(LedgerVerdict.State.INTACT);
            assertThat(SampleLedger.read(ledger(), Scan.ALL)).hasSize(4);
        }
    }

    @Test
    void zerosAfterAPowerFailureAreNoBlock() throws IOException {
        SampleLedger.write(ledger(), options(), 0, 3, 12);
        byte[] bytes = Files.readAllBytes(file(1));
        Files.write(file(1), Arrays.copyOf(bytes, bytes.length + 70_000));

        assertThat(SampleLedger.verify(ledger()).state()).isEqualTo(LedgerVerdict.State.UNSEALED_TAIL);
        SampleLedger.write(ledger(), options(), 3, 1, 12);

        assertThat(SampleLedger.verify(ledger()).state()).isEqualTo(LedgerVerdict.State.INTACT);
    }

    @Test
    void writerThatFindsAnAlteredFileLeavesItAndGoesOn() throws IOException {
        SampleLedger.write(ledger(), options(), 0, 3, 12);
        long before = SampleLedger.read(ledger(), Scan.ALL).size();
        byte[] bytes = Files.readAllBytes(file(1));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(1), bytes);

        SampleLedger.write(ledger(), options(), 3, 1, 12);

        assertThat(Files.readAllBytes(file(1))).isEqualTo(bytes);
        LedgerVerdict verdict = SampleLedger.verify(ledger());
        assertThat(verdict.flaws()).extracting(Flaw::what).containsExactly("edited");
        assertThat(verdict.flaws()).extracting(Flaw::file).containsExactly(file(1));
        try (LedgerReader reader = LedgerReader.open(file(2), Scan.ALL)) {
            LedgerRecord first = reader.next();
            assertThat(first).isNotNull();
            assertThat(first.seq()).isEqualTo(before + 1);
        }
    }

    @Test
    void readerFollowsAFileThatIsBeingWritten() throws IOException {
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            writer.append(SampleLedger.batch(0, 10), new SampleLedger());
            try (LedgerReader reader = LedgerReader.open(file(1), Scan.ALL)) {
                int found = drain(reader);
                writer.append(SampleLedger.batch(1, 10), new SampleLedger());
                int more = drain(reader);

                assertThat(found).isEqualTo(11);
                assertThat(more).isEqualTo(11);
            }
        }
    }

    @Test
    void writerWhoseFilesAreDeletedGoesOnInANewOne() throws IOException {
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            writer.append(SampleLedger.batch(0, 10), new SampleLedger());
            Files.delete(file(1));
            Files.delete(ledger().resolve("lock"));
            Files.delete(ledger());
            writer.append(SampleLedger.batch(1, 10), new SampleLedger());
        }

        assertThat(SampleLedger.read(ledger(), Scan.ALL)).hasSize(12);
        LedgerVerdict verdict = SampleLedger.verify(ledger());
        assertThat(verdict.flaws()).extracting(Flaw::what).containsExactly("missing-file");
        assertThat(verdict.flaws()).extracting(Flaw::file).containsExactly(file(1));
    }

    @Test
    void batchThatCouldNotBeWrittenIsAppendedAgain() throws IOException {
        try (LedgerWriter writer = LedgerWriter.open(ledger(), SampleLedger.ORIGIN, options())) {
            writer.append(SampleLedger.batch(0, 10), new SampleLedger());
            Batch batch = SampleLedger.batch(1, 10);
            int failures = 0;
            try {
                writer.append(batch, new FailingDefinitions());
            } catch (IllegalStateException e) {
                failures++;
            }
            writer.append(batch, new SampleLedger());

            assertThat(failures).isEqualTo(1);
        }
        assertThat(SampleLedger.verify(ledger()).state()).isEqualTo(LedgerVerdict.State.INTACT);
        assertThat(SampleLedger.read(ledger(), Scan.ALL)).hasSize(23);
    }

    private static int drain(LedgerReader reader) throws IOException {
        int records = 0;
        while (reader.next() != null) {
            records++;
        }
        return records;
    }

    private void restore(byte[] content) throws IOException {
        for (Path file : LedgerFiles.find(List.of(ledger()))) {
            Files.delete(file);
        }
        Files.write(file(1), content);
    }

    private Path ledger() {
        return dir.resolve("ledger/payroll");
    }

    private Path file(int number) {
        return ledger().resolve(LedgerFiles.name(number));
    }

    private WriterOptions options() {
        return WriterOptions.unsigned();
    }

    /** Knows contexts, and then nothing more. */
    private static final class FailingDefinitions implements Definitions {
        @Override
        public Context context(int id) {
            return new SampleLedger().context(id);
        }

        @Override
        public Site site(int id) {
            throw new IllegalStateException("the spool is gone");
        }

        @Override
        public Subject subject(int id) {
            throw new IllegalStateException("the spool is gone");
        }
    }
}
