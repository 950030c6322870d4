package io.piitrace.agent.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes that a field's array or generic type holds: {@code Ssn} of {@code Ssn[]} and {@code Map<String, Ssn>}. */
final class HeldTypes {
    private HeldTypes() {}

    /**
     * Their descriptors, those of the JDK left out; the field's own class is none of them.
     *
     * @param signature the generic type; null without
     */
    static List<String> of(String descriptor, @Nullable String signature) {
        List<String> held = new ArrayList<>(1);
        String element = descriptor.substring(descriptor.lastIndexOf('[') + 1);
        if (element.length() < descriptor.length()) {
            add(element, held);
        }
        if (signature != null) {
            arguments(signature, held);
        }
        return held;
    }

    /** JVMS 4.7.9.1. */
    private static void arguments(String signature, List<String> held) {
        int at = signature.indexOf('<') + 1;
        while (at > 0 && at < signature.length()) {
            char c = signature.charAt(at);
            if (c == 'L' || c == 'T') {
                int end = at + 1;
                while (";<".indexOf(signature.charAt(end)) < 0) {
                    end++;
                }
                if (c == 'L') {
                    add(signature.substring(at, end).replace('.', '$') + ';', held);
                }
                at = end;
            }
            at++;
        }
    }

    private static void add(String descriptor, List<String> held) {
        if (descriptor.startsWith("L") && !descriptor.startsWith("Ljava/")) {
            held.add(descriptor);
        }
    }
}
