package io.piitrace.ledger.format;

import io.piitrace.ledger.CorruptLedgerException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rows are about, in short, so that a reader can pass over them: the rows of a block, or those of one part of it.
 *
 * @param defined what they add to the dictionary
 * @param tenants every tenant that occurs; null if there are too many to list, or they are not told in the clear
 * @param filter the subjects that occur
 */
public record Holdings(Defined defined, @Nullable List<String> tenants, SubjectFilter filter) {
    public void encode(ByteOut out) {
        defined.encode(out);
        out.varint(tenants == null ? 0 : tenants.size() + 1);
        if (tenants != null) {
            tenants.forEach(out::text);
        }
        out.varint(filter.bits().length);
        out.bytes(filter.bits());
    }

    public static Holdings decode(ByteIn in) throws CorruptLedgerException {
        Defined defined = Defined.decode(in);
        int listed = in.bounded("tenants", Limits.ZONE_TENANTS + 1);
        List<String> tenants = new ArrayList<>();
        for (int i = 1; i < listed; i++) {
            tenants.add(in.text());
        }
        SubjectFilter filter = new SubjectFilter(in.bytes(in.bounded("filter", Limits.BLOCK_RECORDS)));
        return new Holdings(defined, listed == 0 ? null : tenants, filter);
    }
}
