package io.piitrace.checks.applications;

import io.piitrace.ledger.AccessRecord;
import java.util.List;
import java.util.function.Predicate;

/** What a ledger should tell, line by line: what was expected, what was found, and whether they agree. */
final class Expectations {
    private final List<AccessRecord> accesses;
    private boolean failed;

    Expectations(TracedProgram traced) {
        accesses = traced.accesses();
        expect("accesses lost", 0, traced.notices("loss").size());
    }

    /** As many accesses of this kind. */
    void expect(String what, long expected, Predicate<AccessRecord> which) {
        expect(
                what,
                expected,
                accesses.stream().filter(which).mapToLong(AccessRecord::count).sum());
    }

    void expect(String what, Object expected, Object found) {
        boolean same = expected.toString().equals(found.toString());
        failed |= !same;
        System.out.printf("  %-8s %-74s expected %8s, found %8s%n", same ? "ok" : "FAILED", what, expected, found);
    }

    /** The exit code. */
    int end() {
        return failed ? 1 : 0;
    }

    static Predicate<AccessRecord> field(String display) {
        return access -> access.site().field().display().endsWith(display);
    }

    static Predicate<AccessRecord> kind(String code) {
        return access -> access.site().kind().code().equals(code);
    }

    static Predicate<AccessRecord> site(String part) {
        return access -> access.site().place().contains(part);
    }

    static Predicate<AccessRecord> entry(String entry) {
        return access -> entry.equals(access.context().entry());
    }

    static Predicate<AccessRecord> principal(String name) {
        return access -> name.equals(access.context().principal());
    }
}
