package io.piitrace.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A place in the code at which a traced field is read, by one kind of route and for one class of objects.
 *
 * @param field the field that is read
 * @param kind the route
 * @param place {@code com.acme.Payroll.run(Payroll.java:42)}: for a getter the caller of the getter, where it is known
 * @param type the object's own class where it is another than the field's owner
 * @param inferred whether the place was inferred from a sample of the stack rather than known from the code
 */
public record Site(
        TracedField field,
        AccessKind kind,
        String place,
        @Nullable String type,
        boolean inferred) {}
