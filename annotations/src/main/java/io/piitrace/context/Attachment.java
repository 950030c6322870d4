package io.piitrace.context;

/**
 * Where the agent takes hold: it gives these methods their behaviour when this class is loaded, once for each class loader that
 * has a copy. As they stand they do nothing.
 */
final class Attachment {
    private Attachment() {}

    /** Puts a statement in force on this thread, and returns what ends it, or null without the agent. */
    static Object enter(Object[] statement) {
        return null;
    }

    /** Ends what {@code token} stands for. */
    static void exit(Object token) {}

    /** The context of this thread, for {@link #resume} on another one; null without the agent. */
    static Object capture() {
        return null;
    }

    /** Puts a captured context in force on this thread, and returns what ends it. */
    static Object resume(Object captured) {
        return null;
    }

    /** Records a read of a datum that is no field. */
    static void record(String category, Object subject, String name) {}
}
