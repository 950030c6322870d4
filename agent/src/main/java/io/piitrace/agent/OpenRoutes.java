package io.piitrace.agent;

import java.util.ArrayList;
import java.util.List;

/** Ways to a field that no agent of this kind can see: said in every start notice, and by the self-test. */
final class OpenRoutes {
    private static final String NATIVE = "native code (JNI Get<Type>Field), without native.companion";
    private static final List<String> ALWAYS = List.of(
            "jdk.internal.misc.Unsafe, where the application opened it",
            "raw memory: sun.misc.Unsafe by address, heap dumps, debuggers",
            "Object.clone (a copy; reads of the copy are traced)");

    private OpenRoutes() {}

    /** @param companion whether the native companion closes one */
    static List<String> names(boolean companion) {
        List<String> names = new ArrayList<>(ALWAYS);
        if (!companion) {
            names.add(0, NATIVE);
        }
        return names;
    }
}
