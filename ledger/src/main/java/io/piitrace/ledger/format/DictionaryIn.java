package io.piitrace.ledger.format;

import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.CorruptLedgerException;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Sources;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.TracedField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of one file while it is read. A block that is passed over only announces what it defines; its definitions are loaded when something asks
 * for one of them.
 */
public final class DictionaryIn {
    private static final AccessKind[] KINDS = AccessKind.values();
    private static final ContextField[] FIELDS = ContextField.values();

    private final Source source;
    private final int version;
    private final Table<String> strings = new Table<>("text");
    private final Table<Context> contexts = new Table<>("context");
    private final Table<Site> sites = new Table<>("site");
    private final Table<Subject> subjects = new Table<>("subject");

    /** @param version of the format of the file */
    public DictionaryIn(Source source, int version) {
        this.source = source;
        this.version = version;
    }

    /** Gets the definitions of a block that was passed over. */
    public interface Source {
        ByteIn definitions(int block) throws IOException;
    }

    /** Announces the next block of the file; blocks are counted from 0. */
    public void announce(Defined defined) throws CorruptLedgerException {
        strings.announce(defined.strings());
        contexts.announce(defined.contexts());
        sites.announce(defined.sites());
        subjects.announce(defined.subjects());
    }

    public Context context(int id) throws IOException {
        Context known = contexts.known(id);
        return known != null ? known : load(contexts, id);
    }

    public Site site(int id) throws IOException {
        Site known = sites.known(id);
        return known != null ? known : load(sites, id);
    }

    public Subject subject(int id) throws IOException {
        Subject known = subjects.known(id);
        return known != null ? known : load(subjects, id);
    }

    private <T> T load(Table<T> table, int id) throws IOException {
        int block = table.blockOf(id);
        read(block, source.definitions(block));
        T loaded = table.known(id);
        if (loaded == null) {
            throw new CorruptLedgerException("dictionary: " + table.name + " is not where it should be: id=" + id);
        }
        return loaded;
    }

    /** Takes in the definitions of a block. */
    public void read(int block, ByteIn in) throws IOException {
        readStrings(block, in);
        readContexts(block, in);
        for (int id = sites.first(block); id < sites.end(block); id++) {
            sites.put(id, site(in));
        }
        readSubjects(block, in);
        in.end();
    }

    private void readStrings(int block, ByteIn in) throws CorruptLedgerException {
        strings.room(in, block);
        for (int id = strings.first(block); id < strings.end(block); id++) {
            strings.put(id, in.text());
        }
    }

    private void readContexts(int block, ByteIn in) throws IOException {
        contexts.room(in, block);
        sites.room(in, block);
        subjects.room(in, block);
        int first = contexts.first(block);
        int count = contexts.end(block) - first;
        Map<ContextField, @Nullable String[]> values = new EnumMap<>(ContextField.class);
        for (ContextField field : FIELDS) {
            @Nullable String[] column = new @Nullable String[count];
            for (int i = 0; i < count && field.isIn(version); i++) {
                column[i] = value(in);
            }
            values.put(field, column);
        }
        for (int i = 0; i < count; i++) {
            contexts.put(first + i, context(values, i, roles(in)));
        }
    }

    private static Context context(Map<ContextField, @Nullable String[]> values, int i, List<String> roles) {
        String purpose = of(values, ContextField.PURPOSE, i);
        String source = of(values, ContextField.PURPOSE_SOURCE, i);
        return new Context(
                of(values, ContextField.TENANT, i),
                of(values, ContextField.PRINCIPAL, i),
                of(values, ContextField.PARTY, i),
                roles,
                of(values, ContextField.REGION, i),
                of(values, ContextField.SESSION, i),
                purpose == null ? "undeclared" : purpose,
                source == null ? "none" : source,
                of(values, ContextField.TICKET, i),
                of(values, ContextField.ENTRY, i),
                of(values, ContextField.TRACE, i),
                of(values, ContextField.REQUEST, i),
                of(values, ContextField.CLAIMED_PURPOSE, i),
                of(values, ContextField.CLAIMED_TICKET, i),
                new Sources(
                        of(values, ContextField.PRINCIPAL_SOURCE, i),
                        of(values, ContextField.PARTY_SOURCE, i),
                        of(values, ContextField.TENANT_SOURCE, i),
                        of(values, ContextField.REGION_SOURCE, i)));
    }

    private static @Nullable String of(Map<ContextField, @Nullable String[]> values, ContextField field, int i) {
        @Nullable String[] column = values.get(field);
        return column == null ? null : column[i];
    }

    private @Nullable String value(ByteIn in) throws IOException {
        int tag = in.bounded("text", Limits.FILE_DEFINITIONS);
        return switch (tag) {
            case ContextField.ABSENT -> null;
            case ContextField.HEX -> Pseudonyms.text(in.bytes(16));
            case ContextField.UUID -> Pseudonyms.uuidText(in.bytes(16));
            case ContextField.TEXT -> in.text();
            default -> string(tag - ContextField.STRINGS);
        };
    }

    private List<String> roles(ByteIn in) throws IOException {
        int count = in.bounded("roles", Limits.LIST_ITEMS);
        List<String> roles = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            roles.add(string(in.bounded("text", Limits.FILE_DEFINITIONS)));
        }
        return roles;
    }

    private Site site(ByteIn in) throws IOException {
        String owner = string(in.bounded("text", Limits.FILE_DEFINITIONS));
        String name = string(in.bounded("text", Limits.FILE_DEFINITIONS));
        String category = string(in.bounded("text", Limits.FILE_DEFINITIONS));
        int kind = in.u8();
        if (kind >= KINDS.length) {
            throw in.corrupt("kind of access unknown: found=" + kind);
        }
        String place = string(in.bounded("text", Limits.FILE_DEFINITIONS));
        String type = optional(in);
        int flags = in.u8();
        if (flags > 1) {
            throw in.corrupt("flags of site unknown: found=" + flags);
        }
        return new Site(new TracedField(owner, name, category), KINDS[kind], place, type, flags == 1);
    }

    private void readSubjects(int block, ByteIn in) throws IOException {
        int first = subjects.first(block);
        int count = subjects.end(block) - first;
        @Nullable String[] tenants = new @Nullable String[count];
        for (int i = 0; i < count; i++) {
            tenants[i] = optional(in);
        }
        for (int i = 0; i < count; i++) {
            int form = in.u8();
            subjects.put(
                    first + i,
                    switch (form) {
                        case SubjectForm.HEX -> new Subject(Pseudonyms.text(in.bytes(16)), null, tenants[i]);
                        case SubjectForm.TEXT -> new Subject(in.text(), null, tenants[i]);
                        case SubjectForm.UNKNOWN -> new Subject(null, optional(in), tenants[i]);
                        default -> throw in.corrupt("form of subject unknown: found=" + form);
                    });
        }
    }

    private @Nullable String optional(ByteIn in) throws IOException {
        int id = in.bounded("text", Limits.FILE_DEFINITIONS);
        return id == 0 ? null : string(id - 1);
    }

    private String string(int id) throws IOException {
        String known = strings.known(id);
        if (known == null) {
            int block = strings.blockOf(id);
            readStrings(block, source.definitions(block));
            known = strings.known(id);
        }
        if (known == null) {
            throw new CorruptLedgerException("dictionary: text is not where it should be: id=" + id);
        }
        return known;
    }

    /** Definitions of one kind, and which block brings which of them. */
    private static final class Table<T> {
        private final String name;
        private Object[] values = new Object[64];
        private int[] ends = new int[64];
        private int blocks;
        private int announced;

        Table(String name) {
            this.name = name;
        }

        void announce(Defined.Range range) throws CorruptLedgerException {
            if (range.first() != announced) {
                throw new CorruptLedgerException("dictionary: numbers do not continue: kind=" + name + " expected="
                        + announced + " found=" + range.first());
            }
            announced = range.end();
            if (blocks == ends.length) {
                ends = Arrays.copyOf(ends, blocks * 2);
            }
            ends[blocks++] = announced;
        }

        int first(int block) {
            return block == 0 ? 0 : ends[block - 1];
        }

        int end(int block) {
            return ends[block];
        }

        /** Every definition takes a byte at least: what is announced must be there before memory is spent on it. */
        void room(ByteIn in, int block) throws CorruptLedgerException {
            if (end(block) - first(block) > in.remaining()) {
                throw in.corrupt("definitions missing: kind=" + name + " announced=" + (end(block) - first(block)));
            }
            if (end(block) > values.length) {
                values = Arrays.copyOf(values, Math.max(end(block), values.length * 2));
            }
        }

        void put(int id, T value) {
            values[id] = value;
        }

        @SuppressWarnings("unchecked")
        @Nullable
        T known(int id) {
            return id < values.length ? (T) values[id] : null;
        }

        int blockOf(int id) throws CorruptLedgerException {
            if (id >= announced) {
                throw new CorruptLedgerException("dictionary: " + name + " is not defined: id=" + id);
            }
            int low = 0;
            int high = blocks - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (ends[middle] <= id) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
