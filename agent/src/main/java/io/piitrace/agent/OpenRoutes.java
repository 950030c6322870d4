package io.piitrace.agent;

import java.util.List;

/** Ways to a field that no agent of this kind can see: said in every start notice, and by the self-test. */
final class OpenRoutes {
    static final List<String> NAMES = List.of(
            "native code (JNI Get<Type>Field)",
            "jdk.internal.misc.Unsafe, where the application opened it",
            "raw memory: sun.misc.Unsafe by address, heap dumps, debuggers",
            "Object.clone (a copy; reads of the copy are traced)");

    private OpenRoutes() {}
}
