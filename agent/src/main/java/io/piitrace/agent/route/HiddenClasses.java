package io.piitrace.agent.route;

import org.jspecify.annotations.Nullable;

/** Weaves the classes that the JVM shows to no transformer. */
@FunctionalInterface
public interface HiddenClasses {
    /** The woven class; null if there is nothing to weave in it. */
    byte @Nullable [] weave(@Nullable ClassLoader loader, byte[] bytes);
}
