package io.piitrace.agent.projection;

import io.piitrace.agent.recorder.Recorded;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries under way: what each of them selects, and a record for every row of it. A query is looked at when its reader of rows
 * is made, which is also where the stack tells who asked.
 *
 * <p><b>Threading.</b> Any thread; nearly always a reader is used by the thread that made it.
 */
final class Selections {
    private static final int MAX_DEPTH = 4;
    private static final String GRAPH = "org.hibernate.sql.results.";
    private static final String[] LIBRARIES = {
        "org.hibernate.", "jakarta.persistence.", "javax.persistence.", "org.springframework."
    };

    /** A personal attribute of one query, and what takes the id out of the same row. */
    private record Part(int site, @Nullable Object id) {}

    private record Found(Object assembler, Selected what) {}

    private record Current(WeakReference<Object> reader, List<Part> parts) {}

    /** The last reader that this thread made, nearly always the one whose row comes next. */
    private static final ThreadLocal<Current> CURRENT = new ThreadLocal<>();

    private final SelectedAttributes attributes;
    private final Recorded recorded;
    private final WeakTable<List<Part>> byReader = new WeakTable<>();

    Selections(SelectedAttributes attributes, Recorded recorded) {
        this.attributes = attributes;
        this.recorded = recorded;
    }

    /** A reader of rows was made. */
    void begin(Object reader) {
        if (!attributes.anyPersonal()) {
            return;
        }
        List<Found> found = new ArrayList<>();
        collect(Peek.field(reader, "resultAssemblers"), found, 0);
        List<Part> parts = new ArrayList<>();
        for (Found selected : found) {
            if (selected.what.field() != null) {
                int site = recorded.site(selected.what.field(), Selections::isLibrary);
                parts.add(new Part(site, id(selected.what.idPath(), found)));
            }
        }
        if (!parts.isEmpty()) {
            byReader.put(reader, parts);
        }
        CURRENT.set(new Current(new WeakReference<>(reader), parts));
    }

    /** Its next row is about to be read. */
    void row(Object reader, Object state) {
        if (!attributes.anyPersonal()) {
            return;
        }
        Current last = CURRENT.get();
        List<Part> parts = last != null && last.reader.refersTo(reader) ? last.parts : byReader.get(reader);
        if (parts == null) {
            return;
        }
        for (Part part : parts) {
            if (part.id == null) {
                recorded.acceptWithoutSubject(part.site);
            } else {
                recorded.accept(part.site, Peek.call(part.id, "assemble", state));
            }
        }
    }

    private static @Nullable Object id(@Nullable String path, List<Found> found) {
        for (Found other : found) {
            if (other.what.path().equals(path)) {
                return other.assembler;
            }
        }
        return null;
    }

    /** Through the lists of arguments of constructor expressions and tuples, but not into entities, whose fields are fields. */
    private void collect(@Nullable Object from, List<Found> found, int depth) {
        if (from == null || depth > MAX_DEPTH) {
            return;
        }
        if (from instanceof Object[] several) {
            for (Object one : several) {
                collect(one, found, depth);
            }
            return;
        }
        if (from instanceof Collection<?> several) {
            several.forEach(one -> collect(one, found, depth));
            return;
        }
        Selected selected = attributes.get(from);
        if (selected != null) {
            found.add(new Found(from, selected));
            return;
        }
        String type = from.getClass().getName();
        if (type.startsWith(GRAPH) && (type.contains(".instantiation.") || type.contains(".tuple."))) {
            Peek.fields(from).forEach(value -> collect(value, found, depth + 1));
        }
    }

    private static boolean isLibrary(String className) {
        for (String library : LIBRARIES) {
            if (className.startsWith(library)) {
                return true;
            }
        }
        return false;
    }
}
