package io.piitrace.checks.libraries;

import io.piitrace.ledger.AccessKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** One thing that a library does with a person, and what it should read. */
final class Operation {
    /** What is done. */
    @FunctionalInterface
    interface Act<T> {
        void on(T person) throws Exception;
    }

    private final Library library;
    private final String name;
    private final LongFunction<?> maker;
    private final Act<Object> act;
    private final Map<String, Integer> expected = new TreeMap<>();
    private String place;
    private int rehearsals = 1;

    @SuppressWarnings("unchecked")
    <T> Operation(Library library, String name, LongFunction<T> maker, Act<? super T> act) {
        this.library = library;
        this.name = name;
        this.maker = maker;
        this.act = (Act<Object>) act;
        place = library.classes();
    }

    /** Both personal fields are read once, by this kind of route. */
    Operation reads(AccessKind kind) {
        return reads(kind, 1);
    }

    Operation reads(AccessKind kind, int times) {
        return reads("ssn", kind, times).reads("salary", kind, times);
    }

    Operation reads(String field, AccessKind kind, int times) {
        expected.merge(field + ' ' + kind.code(), times, Integer::sum);
        return this;
    }

    /** The reading code is where names of classes begin so; without this call, in the library. */
    Operation at(String classes) {
        place = classes;
        return this;
    }

    /** How often it is done for somebody else first: some libraries read in another way the second or third time. */
    Operation after(int rehearsals) {
        this.rehearsals = rehearsals;
        return this;
    }

    Library library() {
        return library;
    }

    String name() {
        return name;
    }

    /** By {@code field kind}. */
    Map<String, Integer> expected() {
        return expected;
    }

    String place() {
        return place;
    }

    int rehearsals() {
        return rehearsals;
    }

    Object person(long id) {
        return maker.apply(id);
    }

    void run(Object person) throws Exception {
        act.on(person);
    }
}
