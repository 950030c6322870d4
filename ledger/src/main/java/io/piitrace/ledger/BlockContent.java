package io.piitrace.ledger;

import io.piitrace.ledger.format.ByteIn;
import io.piitrace.ledger.format.DictionaryIn;
import io.piitrace.ledger.format.Holdings;
import io.piitrace.ledger.format.Limits;
import io.piitrace.ledger.format.Notices;
import io.piitrace.ledger.format.Part;
import io.piitrace.ledger.format.RowsIn;
import io.piitrace.ledger.format.SectionIn;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.TenantKey;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the blocks of one file hold, decoded and decrypted: the dictionaries as they grow, and rows and notices of the present block. The rows of a block are one run, or
 * if they are encrypted one for each key.
 *
 * <p><b>Threading.</b> One thread.
 */
final class BlockContent implements Closeable {
    private final BlockSource source;
    private final Scan scan;
    private final TenantKeys keys;
    private final SectionIn sections = new SectionIn();
    private final RowsIn rows = new RowsIn();
    private final FileDictionary clear;
    private final Map<String, FileDictionary> encrypted = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private long definitionBytes;

    /**
     * Rows of the present block that follow each other.
     *
     * @param end how many rows of the block there are up to its last
     * @param holdings what they are about; like the dictionary null where there is no key for them
     */
    record Run(
            int begin,
            int end,
            boolean wanted,
            @Nullable Holdings holdings,
            @Nullable FileDictionary dictionary,
            FileDictionary.Place place) {
        int rows() {
            return end - begin;
        }
    }

    BlockContent(BlockSource source) {
        this(source, Scan.ALL, TenantKeys.NONE);
    }

    BlockContent(BlockSource source, Scan scan, TenantKeys keys) {
        this.source = source;
        this.scan = scan;
        this.keys = keys;
        clear = dictionary();
    }

    private FileDictionary dictionary() {
        return new FileDictionary(this::definitions, scan, source.header().version());
    }

    BlockSource source() {
        return source;
    }

    RowsIn rows() {
        return rows;
    }

    /** The runs of the block that was opened last. */
    List<Run> runs() {
        return runs;
    }

    /** Whether any row of the block may be wanted. */
    boolean anyWanted() {
        for (Run run : runs) {
            if (run.wanted) {
                return true;
            }
        }
        return false;
    }

    /** Takes note of the block to which the source has moved, without decoding it. */
    void open(Zone zone) throws IOException {
        runs.clear();
        long offset = source.offset();
        long block = source.block().number();
        if (!source.block().encrypted()) {
            FileDictionary.Place place = new FileDictionary.Place(offset, block, 0, null);
            clear.announce(zone.defined(), place);
            boolean wanted = zone.rows() > 0 && clear.filter().wants(zone, zone.holdings());
            runs.add(new Run(0, zone.rows(), wanted, zone.holdings(), clear, place));
            return;
        }
        int begin = 0;
        for (int i = 0; i < zone.parts().size(); i++) {
            Part part = zone.parts().get(i);
            FileDictionary.Place place = new FileDictionary.Place(offset, block, i, part);
            TenantKey key = keys.of(part.keyId());
            runs.add(
                    key == null
                            ? new Run(begin, begin + part.rows(), false, null, null, place)
                            : open(zone, begin, part, key, place));
            begin += part.rows();
        }
    }

    private Run open(Zone zone, int begin, Part part, TenantKey key, FileDictionary.Place place) throws IOException {
        byte[] index = part.index();
        ByteIn in = decrypted("index", TenantKey.INDEX, key, place, part, index, 0, index.length);
        Holdings holdings = Holdings.decode(in);
        in.end();
        FileDictionary dictionary = encrypted.computeIfAbsent(part.keyId(), id -> dictionary());
        dictionary.announce(holdings.defined(), place);
        boolean wanted = dictionary.filter().wants(zone, holdings);
        return new Run(begin, begin + part.rows(), wanted, holdings, dictionary, place);
    }

    /** The notices of the block to which the source has moved. */
    List<Notice> notices(Zone zone) throws IOException {
        ByteIn in = source.payload();
        boolean parts = source.block().encrypted();
        if (!parts) {
            SectionIn.skip("definitions", in);
        }
        List<Notice> notices =
                Notices.read(sections.read("notices", in), zone, source.header().origin());
        if (parts) {
            skipParts(in, zone.parts().size());
        } else {
            SectionIn.skip("rows", in);
        }
        in.end();
        return notices;
    }

    /** Decodes definitions and rows of a run of the block that was opened last; there has to be a key for it. */
    DictionaryIn read(Zone zone, Run run) throws IOException {
        FileDictionary dictionary = run.dictionary;
        if (dictionary == null) {
            throw new IllegalStateException("no key");
        }
        ByteIn in = source.payload();
        Part part = run.place.part();
        if (part != null) {
            in = content(in, run.place, part);
        }
        ByteIn definitions = sections.read("definitions", in);
        count(definitions);
        dictionary.read(definitions);
        if (part == null) {
            SectionIn.skip("notices", in);
        }
        rows.read(sections.read("rows", in), run.rows(), zone.minMs());
        in.end();
        return dictionary.values();
    }

    private ByteIn definitions(FileDictionary.Place place) throws IOException {
        ByteIn payload = source.payloadAt(place.offset());
        Part part = place.part();
        try (SectionIn own = new SectionIn()) {
            ByteIn definitions = own.read("definitions", part == null ? payload : content(payload, place, part));
            count(definitions);
            return definitions;
        }
    }

    private void count(ByteIn definitions) throws CorruptLedgerException {
        definitionBytes += definitions.remaining();
        if (definitionBytes > Limits.FILE_DEFINITION_BYTES) {
            throw definitions.corrupt("too many definitions in one file: limit=" + Limits.FILE_DEFINITION_BYTES);
        }
    }

    /** Definitions and rows of a part, out of the payload of its block. */
    private ByteIn content(ByteIn payload, FileDictionary.Place place, Part part) throws CorruptLedgerException {
        SectionIn.skip("notices", payload);
        skipParts(payload, place.index());
        int length = payload.bounded("length of part", Limits.BODY_BYTES);
        int at = payload.index();
        payload.skip(length);
        TenantKey key = keys.of(part.keyId());
        if (key == null) {
            throw payload.corrupt("no key: key=" + part.keyId());
        }
        return decrypted("part", TenantKey.CONTENT, key, place, part, payload.array(), at, length);
    }

    private static void skipParts(ByteIn payload, int count) throws CorruptLedgerException {
        for (int i = 0; i < count; i++) {
            payload.skip(payload.bounded("length of part", Limits.BODY_BYTES));
        }
    }

    private ByteIn decrypted(
            String what,
            int which,
            TenantKey key,
            FileDictionary.Place place,
            Part part,
            byte[] from,
            int at,
            int length)
            throws CorruptLedgerException {
        byte[] binding = Part.place(source.header().ledger(), place.block());
        byte[] text = key.open(which, part.seed(), binding, from, at, length);
        if (text == null) {
            throw new CorruptLedgerException(
                    what + " of block " + place.block() + " is not what its key encrypted: key=" + part.keyId());
        }
        return new ByteIn(what + " of block " + place.block(), text, 0, text.length);
    }

    @Override
    public void close() throws IOException {
        sections.close();
        source.close();
    }
}
