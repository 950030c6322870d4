package io.piitrace.inspector.query;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.Site;
import io.piitrace.ledger.Subject;

/** What the numbers in the facts of many files stand for. Threading: any thread. */
final class Dimensions {
    /** Where records stand, and who wrote them. */
    record Source(String ledger, Origin origin) {}

    final Interner<Source> sources = new Interner<>();
    final Interner<Context> contexts = new Interner<>();
    final Interner<Site> sites = new Interner<>();
    final Interner<Subject> subjects = new Interner<>();
}
