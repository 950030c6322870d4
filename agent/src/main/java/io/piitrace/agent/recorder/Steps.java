package io.piitrace.agent.recorder;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one class by name, as far as somebody asked for them.
 *
 * <p>Hibernate's lazy proxies are subclasses whose inherited fields are all empty; the real object, or at least its key, is in the proxy's interceptor, and is
 * read there. No proxy is initialised by that.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class Steps {
    static final String PROXY_FIELD = "$$_hibernate_interceptor";

    private static final Unsafe U = Unsafe.getUnsafe();

    /** Weakly tied to the class: what it holds goes when the class goes. */
    static final ClassValue<Steps> OF = new ClassValue<>() {
        @Override
        protected Steps computeValue(Class<?> type) {
            return new Steps();
        }
    };

    private final Map<String, Step> byName = new ConcurrentHashMap<>(4);

    private Steps() {}

    static Step find(Class<?> type, String name) {
        Steps steps = OF.get(type);
        Step known = steps.byName.get(name);
        if (known != null) {
            return known;
        }
        Step found = look(type, name);
        steps.byName.put(name, found);
        return found;
    }

    private static Step look(Class<?> type, String name) {
        if (!name.equals(PROXY_FIELD)) {
            Field interceptor = field(type, PROXY_FIELD);
            if (interceptor != null && interceptor.getDeclaringClass().getName().contains("HibernateProxy")) {
                boolean isKey = isKey(field(type, name), name);
                return new Step(isKey ? Step.Form.PROXY_KEY : Step.Form.PROXY, U.objectFieldOffset(interceptor));
            }
        }
        Field field = field(type, name);
        return field == null ? Step.MISSING : new Step(form(field.getType()), U.objectFieldOffset(field));
    }

    private static @Nullable Field field(Class<?> type, String name) {
        for (Class<?> declaring = type; declaring != null; declaring = declaring.getSuperclass()) {
            try {
                Field field = declaring.getDeclaredField(name);
                if (!java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
                    return field;
                }
            } catch (NoSuchFieldException goOn) {
                // further up
            }
        }
        return null;
    }

    private static boolean isKey(@Nullable Field field, String name) {
        if (field == null) {
            return false;
        }
        for (Annotation annotation : field.getDeclaredAnnotations()) {
            if (annotation.annotationType().getName().endsWith(".persistence.Id")) {
                return true;
            }
        }
        return name.equals("id");
    }

    private static Step.Form form(Class<?> type) {
        if (!type.isPrimitive()) {
            return Step.Form.REFERENCE;
        }
        return switch (type.getName()) {
            case "long" -> Step.Form.LONG;
            case "int" -> Step.Form.INT;
            case "short" -> Step.Form.SHORT;
            case "byte" -> Step.Form.BYTE;
            case "char" -> Step.Form.CHAR;
            default -> Step.Form.MISSING;
        };
    }
}
