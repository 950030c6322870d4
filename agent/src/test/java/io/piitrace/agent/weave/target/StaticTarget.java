package io.piitrace.agent.weave.target;

import io.piitrace.annotation.Pii;

/** Static fields: of the class itself, inherited from a class or an interface, of another class. */
public final class StaticTarget {
    static final StringBuilder ORDER = new StringBuilder();

    static class Settings {
        static {
            ORDER.append("settings ");
        }

        @Pii("email")
        static String owner = "x";

        static String other = "y";

        static String getOwner() {
            return owner; // reads Settings#owner as getter
        }

        static int length() {
            return owner.length() + other.length(); // reads Settings#owner as internal
        }
    }

    static class More extends Settings {
        static {
            ORDER.append("more ");
        }

        static boolean isSet() {
            return owner != null; // reads Settings#owner as internal
        }
    }

    interface Constants {
        @Pii("phone")
        String PHONE = String.valueOf(ORDER.append("constants "));

        @Pii("phone")
        String INLINED = "no field is read where javac puts a constant in its place";
    }

    static class Implementing implements Constants {
        static int length() {
            return PHONE.length() + INLINED.length(); // reads Constants#PHONE as foreign
        }
    }

    private StaticTarget() {}

    static void run() {
        check("");
        use(More.owner); // reads Settings#owner as foreign
        check("settings ");
        More.isSet();
        check("settings more ");
        Settings.getOwner();
        Settings.length();
        Settings.owner = "z";
        Implementing.length();
        use(Implementing.PHONE); // reads Constants#PHONE as foreign
        check("settings more constants ");
    }

    private static void use(String value) {
        if (value.isEmpty()) {
            throw new AssertionError();
        }
    }

    /** Weaving initialises no class, and none earlier. */
    private static void check(String order) {
        if (!ORDER.toString().equals(order)) {
            throw new AssertionError(ORDER.toString());
        }
    }
}
