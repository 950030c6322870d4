package io.piitrace.agent.route;

import io.piitrace.ledger.AccessKind;

/** Knows which fields are traced. Any thread; asked when a way to a field is acquired, not when it is used. */
public interface FieldSites {
    boolean isTraced(Class<?> declaring, String field, Class<?> fieldType);

    /**
     * The site under which reads of this field are recorded, the complement of a choice where that depends on the object, or
     * 0 if the field is not traced.
     *
     * @param declaring the class that declares the field
     * @param place the way, as long as nothing better is known
     */
    int site(Class<?> declaring, String field, Class<?> fieldType, AccessKind kind, String place);
}
