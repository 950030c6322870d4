package io.piitrace.agent.recorder;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.TracedField;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records reads of data that never become fields: what the application says itself, and what a query picks out of entities.
 *
 * <p><b>Threading.</b> Any thread.
 */
public final class Recorded {
    private static final String API = "io.piitrace.context.";
    /** Names are few as those of fields are; whoever puts ids into them is not to fill the memory. */
    private static final int MAX_NAMES = 10_000;
    /** Stands for those that are too many: the reads are counted all the same. */
    private static final TracedField TOO_MANY = new TracedField("unknown", "too-many-names", "unknown");

    private final Set<TracedField> names = ConcurrentHashMap.newKeySet();
    private final Catalog catalog;
    private final Recorder recorder;

    public Recorded(Catalog catalog, Recorder recorder) {
        this.catalog = catalog;
        this.recorder = recorder;
    }

    /**
     * The application says that it reads a datum.
     *
     * @param name {@code Class#field}, or a name alone
     */
    public void state(String category, @Nullable Object subject, String name) {
        StackWalker.StackFrame caller = Callers.behind(frame -> frame.startsWith(API));
        int hash = name.indexOf('#');
        String owner = hash > 0 ? name.substring(0, hash) : caller == null ? "unknown" : caller.getClassName();
        String field = name.substring(hash + 1);
        accept(site(bounded(new TracedField(owner, field, category)), caller), subject);
    }

    private TracedField bounded(TracedField field) {
        if (names.contains(field)) {
            return field;
        }
        if (names.size() >= MAX_NAMES) {
            return TOO_MANY;
        }
        names.add(field);
        return field;
    }

    /**
     * A number for reads of this field, made where the stack now stands.
     *
     * @param library whether a class of this name belongs to the library that reads for its caller
     */
    public int site(TracedField field, Predicate<String> library) {
        return site(field, Callers.behind(library));
    }

    private int site(TracedField field, StackWalker.@Nullable StackFrame caller) {
        String place = caller == null ? "unknown" : Callers.place(caller);
        return catalog.defineSite(new Site(field, AccessKind.RECORDED, place, null, false));
    }

    /** A read at such a site, about the person with this id; null if that is empty. */
    public void accept(int site, @Nullable Object subject) {
        recorder.read().accept(new Datum(subject), site);
    }

    /** The same where nothing that was read tells whom it is about. */
    public void acceptWithoutSubject(int site) {
        accept(site, UnknownSubject.NOT_SELECTED);
    }
}
