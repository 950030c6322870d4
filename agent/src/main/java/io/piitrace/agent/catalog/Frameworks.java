package io.piitrace.agent.catalog;

import io.piitrace.ledger.AccessKind;
import org.jspecify.annotations.Nullable;

/**
 * Which code is a persistence provider's or a bean validator's own: what it reads stays within the program. Told by the names
 * of classes, and of the methods that a provider weaves into entities.
 */
public final class Frameworks {
    /** In the names of classes that Hibernate generates next to an entity. */
    private static final String OPTIMIZER = "$HibernateAccessOptimizer";

    private static final String HIBERNATE = "$$_hibernate_";
    private static final String HIBERNATE_READ = "$$_hibernate_read_";
    private static final String ECLIPSELINK = "_persistence_";
    private static final String ECLIPSELINK_GET = "_persistence_get_";

    private static final String[] VALIDATION = {"org.hibernate.validator.", "org.apache.bval."};
    private static final String[] PERSISTENCE = {
        "org.hibernate.", "org.eclipse.persistence.", "org.apache.openjpa.", "org.datanucleus."
    };
    /** Stands between whoever calls a lazy entity and the entity. */
    private static final String PROXY = "org.hibernate.proxy.";

    /** Parts of them that hand data on: to a search index, to XML and JSON. */
    private static final String[] DISCLOSING = {
        "org.hibernate.search.",
        "org.eclipse.persistence.oxm.",
        "org.eclipse.persistence.internal.oxm.",
        "org.eclipse.persistence.jaxb.",
        "org.eclipse.persistence.internal.jaxb.",
        "org.eclipse.persistence.sdo.",
        "org.eclipse.persistence.jpa.rs."
    };

    private Frameworks() {}

    /**
     * The kind of what code at this place reads; null if that is a disclosure like any other.
     *
     * @param place a binary class name, with or without method and line behind it
     */
    public static @Nullable AccessKind kindOf(String place) {
        if (startsWith(place, VALIDATION)) {
            return AccessKind.VALIDATION;
        }
        boolean provider = startsWith(place, PERSISTENCE) && !startsWith(place, DISCLOSING) && !place.startsWith(PROXY);
        return provider || place.contains(OPTIMIZER) ? AccessKind.PERSISTENCE : null;
    }

    /** Whether such code hands on what a provider reads for it. */
    public static boolean discloses(String className) {
        return startsWith(className, DISCLOSING);
    }

    /** Whether a provider wove this method into an entity. */
    public static boolean isWovenIn(String method) {
        return method.startsWith(HIBERNATE) || method.startsWith(ECLIPSELINK);
    }

    /** The field that a woven-in method reads for the application, which read the field itself before; null for others. */
    public static @Nullable String fieldReadBy(String method) {
        if (method.startsWith(HIBERNATE_READ)) {
            return method.substring(HIBERNATE_READ.length());
        }
        return method.startsWith(ECLIPSELINK_GET) ? method.substring(ECLIPSELINK_GET.length()) : null;
    }

    private static boolean startsWith(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
