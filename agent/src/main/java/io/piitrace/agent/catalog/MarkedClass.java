package io.piitrace.agent.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands in one class file that may make anything in it personal; members by {@code name:descriptor}. */
final class MarkedClass {
    final Marks type;
    final Map<String, Marks> fields = new LinkedHashMap<>();
    final Map<String, Marks> statics = new LinkedHashMap<>();
    final Map<String, Marks> methods = new LinkedHashMap<>();
    /** Of methods of objects without parameters. */
    final Map<String, MethodShape> shapes = new HashMap<>();
    /** What fields of objects hold, where they are arrays or generic. */
    final Map<String, List<String>> held = new HashMap<>();

    final List<String> hints = new ArrayList<>();
    /** Internal name. */
    String name = "";
    /** Whether Kotlin's compiler puts what it holds in its place. */
    boolean unwrapped;

    MarkedClass(Marks type) {
        this.type = type;
    }

    /** The class has an annotation that does nothing; {@code member} is empty for the class itself. */
    void hint(String member, String what) {
        hints.add(name.replace('/', '.') + (member.isEmpty() ? "" : '#' + member) + ": " + what);
    }
}
