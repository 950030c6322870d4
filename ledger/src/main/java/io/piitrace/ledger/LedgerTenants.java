package io.piitrace.ledger;

import io.piitrace.ledger.format.DictionaryIn;
import io.piitrace.ledger.format.RowsIn;
import io.piitrace.ledger.format.Zone;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Under which tenants data is kept or read: told by the zones of blocks, so that hardly any row is read. */
public final class LedgerTenants {
    private LedgerTenants() {}

    /** Of one file, as far as its records can be read with these keys. */
    public static Set<String> of(Path file, TenantKeys keys) throws IOException {
        Set<String> tenants = new TreeSet<>();
        try (BlockContent content = new BlockContent(BlockSource.open(file), Scan.ALL, keys)) {
            while (content.source().next()) {
                Zone zone = content.source().zone();
                content.open(zone);
                for (BlockContent.Run run : content.runs()) {
                    add(content, zone, run, tenants);
                }
            }
        }
        return tenants;
    }

    private static void add(BlockContent content, Zone zone, BlockContent.Run run, Set<String> tenants)
            throws IOException {
        if (run.holdings() == null || run.rows() == 0) {
            return;
        }
        if (run.holdings().tenants() != null) {
            tenants.addAll(run.holdings().tenants());
            return;
        }
        DictionaryIn dictionary = content.read(zone, run);
        RowsIn rows = content.rows();
        for (int row = 0; row < run.rows(); row++) { // too many for the zone to list
            add(dictionary.context(rows.contexts[row]).tenant(), tenants);
            add(dictionary.subject(rows.subjects[row]).tenant(), tenants);
        }
    }

    private static void add(@Nullable String tenant, Set<String> tenants) {
        if (tenant != null) {
            tenants.add(tenant);
        }
    }
}
