package io.piitrace.ledger;

import io.piitrace.ledger.format.ByteIn;
import io.piitrace.ledger.format.DictionaryIn;
import io.piitrace.ledger.format.Notices;
import io.piitrace.ledger.format.RowsIn;
import io.piitrace.ledger.format.SectionIn;
import io.piitrace.ledger.format.Zone;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What the blocks of one file hold, decoded: the dictionary as it grows, and rows and notices of the present block.
 *
 * <p><b>Threading.</b> One thread.
 */
final class BlockContent implements Closeable {
    private final BlockSource source;
    private final SectionIn sections = new SectionIn();
    private final DictionaryIn dictionary = new DictionaryIn(this::definitions);
    private final RowsIn rows = new RowsIn();
    private long[] offsets = new long[64];
    private int blocks;

    BlockContent(BlockSource source) {
        this.source = source;
    }

    BlockSource source() {
        return source;
    }

    DictionaryIn dictionary() {
        return dictionary;
    }

    RowsIn rows() {
        return rows;
    }

    /** Takes note of the block to which the source has moved, without decoding it. */
    void announce(Zone zone) throws IOException {
        dictionary.announce(zone.defined());
        if (blocks == offsets.length) {
            offsets = Arrays.copyOf(offsets, blocks * 2);
        }
        offsets[blocks++] = source.offset();
    }

    /** Decodes the block to which the source has moved: its notices, and if wanted its definitions and rows. */
    List<Notice> read(Zone zone, boolean withDefinitions, boolean withRows) throws IOException {
        ByteIn in = source.payload();
        if (withDefinitions) {
            dictionary.read(blocks - 1, sections.read("definitions", in));
        } else {
            SectionIn.skip("definitions", in);
        }
        List<Notice> notices =
                Notices.read(sections.read("notices", in), zone, source.header().origin());
        if (withRows) {
            rows.read(sections.read("rows", in), zone.rows(), zone.minMs());
        } else {
            SectionIn.skip("rows", in);
        }
        in.end();
        return notices;
    }

    private ByteIn definitions(int block) throws IOException {
        ByteIn payload = source.payloadAt(offsets[block]);
        try (SectionIn own = new SectionIn()) {
            return own.read("definitions", payload);
        }
    }

    @Override
    public void close() throws IOException {
        sections.close();
        source.close();
    }
}
