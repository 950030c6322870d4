package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.context.Frame;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Context;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;
import io.piitrace.ledger.spool.Spool;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What has been defined in one spool, and the numbers it got.
 *
 * <p><b>Threading.</b> Any thread. Looking up takes no lock; definitions are a slow path and may block, so that a ring has to be fetched again after each.
 *
 * <p><b>Failure.</b> {@link IOException} when the spool cannot be written.
 */
final class Dictionary {
    private static final int SITES_KEPT_FREE = 1024;

    private final Spool spool;
    private final RecorderOptions options;
    private final Catalog catalog;
    private final SubjectTable subjects = new SubjectTable();
    private volatile @Nullable Row[] rows = new Row[256];
    private final Map<Site, Integer> variants = new ConcurrentHashMap<>();
    private final Map<String, Integer> dataTenants = new ConcurrentHashMap<>();
    private final Map<String, Integer> contextTenants = new ConcurrentHashMap<>();

    Dictionary(Spool spool, RecorderOptions options, Catalog catalog) {
        this.spool = spool;
        this.options = options;
        this.catalog = catalog;
    }

    Spool spool() {
        return spool;
    }

    /** Whether the next spool should be begun. */
    boolean isFull() {
        return spool.definitionLength() > options.maxDefinitionLength()
                || spool.subjects() > options.maxSubjects()
                || spool.sitesLeft() < SITES_KEPT_FREE;
    }

    /** The number of a frame's context, 0 if it is not defined here. */
    int context(Frame frame) {
        long known = frame.definedAs;
        return (int) (known >>> 32) == spool.number() ? (int) known : 0;
    }

    void defineContext(Frame frame) throws IOException {
        int id = spool.define(options.disguise().apply(withTenant(frame.values())));
        frame.definedAs = ((long) spool.number() << 32) | id;
    }

    /** A number for the tenant under which pseudonyms of subjects without a tenant of their own are made. Even, not 0; may block. */
    int contextTenant(Frame frame) {
        return 2 * number(contextTenants, tenant(frame.values()));
    }

    /** The number of the tenant that an object says it belongs to. Odd, 0 if it has none yet. */
    int dataTenant(String tenant) {
        Integer known = dataTenants.get(tenant);
        return known == null ? 0 : 2 * known + 1;
    }

    /** See {@link SubjectTable#findNumber}. */
    long[] numbers() {
        return subjects.numbers();
    }

    /** What is known about places, by number of their site; may be too short. */
    @Nullable
    Row[] rows() {
        return rows;
    }

    /** From now on this is the usual access at this place, unless another one is already. Racy: of two threads either may win. */
    void remember(int place, Class<?> type, int site, int variant, FieldPath subject) {
        @Nullable Row[] known = rows;
        if (place >= known.length) {
            grow(place);
        } else if (known[place] == null) {
            known[place] = new Row(type, site, variant, subject);
        }
    }

    private synchronized void grow(int place) {
        if (place >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(place + 1, rows.length * 2));
        }
    }

    /** Forgets what is known about places: the classes in it may be garbage. */
    void forgetRows() {
        Arrays.fill(rows, null);
    }

    int subject(int tenant, IdKey key) {
        return subjects.find(tenant, key);
    }

    /** Defines whom this object is about, as a thread in this frame sees it. */
    void defineSubject(Object owner, Shape shape, Frame frame) throws IOException {
        IdKey key = new IdKey();
        String dataTenant = null;
        if (shape.tenant() != null) {
            shape.tenant().resolve(owner, key);
            dataTenant = key.kind == IdKey.UNKNOWN ? null : key.asText();
        }
        int tenant = dataTenant == null ? contextTenant(frame) : 2 * number(dataTenants, dataTenant) + 1;
        if (shape.subject() == null) {
            key.unknown(shape.unknown());
        } else {
            shape.subject().resolve(owner, key);
        }
        String pseudonymTenant = dataTenant == null ? tenant(frame.values()) : dataTenant;
        Subject subject = key.kind == IdKey.UNKNOWN
                ? new Subject(null, UnknownSubject.of(key.low).code(), dataTenant)
                : new Subject(options.subjectKey().pseudonym(pseudonymTenant, key.asText()), null, dataTenant);
        synchronized (subjects) {
            if (subjects.find(tenant, key) == 0) {
                subjects.add(tenant, key, spool.define(subject));
            }
        }
    }

    /**
     * The number of a site as objects of this shape are read at it.
     *
     * @param callSite where it was called from, 0 if that is not known
     * @param inferred where the stack says it was called from, null if nobody looked, or nothing was found
     */
    int defineVariant(int site, Shape shape, int callSite, @Nullable String inferred) throws IOException {
        Site read = catalog.site(site);
        Site calling = callSite == 0 ? null : catalog.site(callSite);
        String caller = calling == null ? inferred : calling.place();
        AccessKind kind = read.kind();
        if (caller != null) {
            // a call site knows what kind of read the accessor saves it
            AccessKind known = calling != null && kind == AccessKind.GETTER ? calling.kind() : kind;
            kind = Callers.kind(caller, known);
        }
        // a derived value is the method's own doing, unless a framework asked for it
        boolean own = kind == AccessKind.DERIVED && read.kind() == AccessKind.DERIVED;
        String place = caller == null || own ? read.place() : caller;
        String type = read.field().owner().equals(shape.name()) ? null : shape.name();
        Site variant = new Site(read.field(), kind, place, type, callSite == 0 && inferred != null);
        Integer known = variants.get(variant);
        if (known != null) {
            return known;
        }
        synchronized (variants) {
            known = variants.get(variant);
            if (known == null) {
                known = spool.define(variant);
                variants.put(variant, known);
            }
            return known;
        }
    }

    private Context withTenant(Context values) {
        return values.tenant() != null || options.tenant().isEmpty()
                ? values
                : values.withTenant(options.tenant(), "default");
    }

    /** The tenant of a context, or else that of the JVM, which may be empty. Asked a thousand times a second: allocates nothing. */
    private String tenant(Context values) {
        String own = values.tenant();
        return own == null ? options.tenant() : own;
    }

    private static int number(Map<String, Integer> numbers, String tenant) {
        Integer known = numbers.get(tenant);
        if (known != null) {
            return known;
        }
        synchronized (numbers) {
            known = numbers.get(tenant);
            if (known == null) {
                known = numbers.size() + 1;
                numbers.put(tenant, known);
            }
            return known;
        }
    }
}
