package io.piitrace.agent.projection;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Looks at objects of a library that the agent does not know by class: their public methods that tell what something is, and
 * their fields. What is not there in its version is null.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class Peek {
    private static final Unsafe U = Unsafe.getUnsafe();

    /** Weakly tied to the class. */
    private static final ClassValue<Map<String, Method>> METHODS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>(4);
        }
    };

    private Peek() {}

    /** What a public method answers. */
    static @Nullable Object call(Object on, String name, Object... arguments) {
        Map<String, Method> known = METHODS.get(on.getClass());
        Method method = known.get(name);
        if (method == null) {
            method = find(on.getClass(), name, arguments.length);
            if (method == null) {
                return null;
            }
            known.put(name, method);
        }
        try {
            return method.invoke(on, arguments);
        } catch (IllegalAccessException | InvocationTargetException | IllegalArgumentException e) {
            return null;
        }
    }

    /** A method of that name in a public class or interface, for which its class need not be public. */
    private static @Nullable Method find(Class<?> type, String name, int parameters) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            Method found = declared(at, name, parameters);
            for (Class<?> declaring : at.getInterfaces()) {
                found = found != null ? found : find(declaring, name, parameters);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Method declared(Class<?> type, String name, int parameters) {
        if (Modifier.isPublic(type.getModifiers())) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && method.getParameterCount() == parameters
                        && Modifier.isPublic(method.getModifiers())
                        && !method.isBridge()) {
                    return method;
                }
            }
        }
        return null;
    }

    /** What stands in a field that is no primitive. */
    static @Nullable Object field(Object in, String name) {
        for (Class<?> type = in.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name) && isReference(field)) {
                    return U.getReference(in, U.objectFieldOffset(field));
                }
            }
        }
        return null;
    }

    /** What stands in all its fields. */
    static List<Object> fields(Object in) {
        List<Object> values = new ArrayList<>();
        for (Class<?> type = in.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Object value = isReference(field) ? U.getReference(in, U.objectFieldOffset(field)) : null;
                if (value != null) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static boolean isReference(Field field) {
        return !field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers());
    }
}
