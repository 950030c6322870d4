package io.piitrace.ledger;

import io.piitrace.ledger.format.ByteIn;
import io.piitrace.ledger.format.Defined;
import io.piitrace.ledger.format.DictionaryIn;
import io.piitrace.ledger.format.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dictionary of a file as it grows, where in the file its definitions stand, and which of its rows a scan wants.
 *
 * <p><b>Threading.</b> One thread.
 */
final class FileDictionary {
    private final Source source;
    private final DictionaryIn values;
    private final RowFilter filter;
    private final List<Place> places = new ArrayList<>();

    FileDictionary(Source source, Scan scan, int version) {
        this.source = source;
        values = new DictionaryIn(this::definitions, version);
        filter = new RowFilter(scan, values);
    }

    /** Gets definitions that were passed over. */
    interface Source {
        ByteIn definitions(Place place) throws IOException;
    }

    /**
     * Where definitions stand.
     *
     * @param offset of the block in the file
     * @param block its number
     * @param index of the part among those of the block
     * @param part null if the block is not encrypted
     */
    record Place(
            long offset, long block, int index, @Nullable Part part) {}

    DictionaryIn values() {
        return values;
    }

    RowFilter filter() {
        return filter;
    }

    void announce(Defined defined, Place place) throws CorruptLedgerException {
        values.announce(defined);
        places.add(place);
    }

    /** Takes in the definitions that were announced last. */
    void read(ByteIn in) throws IOException {
        values.read(places.size() - 1, in);
    }

    private ByteIn definitions(int number) throws IOException {
        return source.definitions(places.get(number));
    }
}
