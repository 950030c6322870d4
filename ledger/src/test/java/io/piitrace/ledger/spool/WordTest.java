package io.piitrace.ledger.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordTest {
    @Test
    void siteAndPayloadComeBack() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            int site = random.nextInt(Word.MAX_SITE + 1);
            long payload = random.nextLong() & Word.MAX_PAYLOAD;
            long word = Word.of(site, payload) | Word.lap(random.nextInt(), 15);

            assertThat(Word.site(word)).isEqualTo(site);
            assertThat(Word.payload(word)).isEqualTo(payload);
            assertThat(Word.withoutLap(word)).isEqualTo(Word.of(site, payload));
        }
    }

    @Test
    void freshMemoryIsNotWritten() {
        assertThat(Word.isWritten(0, 0, 4)).isFalse();
        assertThat(Word.isWritten(0, 15, 4)).isFalse();
    }

    @Test
    void wordOfTheLapBeforeIsNotWritten() {
        for (long position = 0; position < 200; position++) {
            long word = Word.of(Word.FIRST_SITE, 7) | Word.lap(position, 4);

            assertThat(Word.isWritten(word, position, 4)).isTrue();
            assertThat(Word.isWritten(word, position + 16, 4)).isFalse();
        }
    }
}
