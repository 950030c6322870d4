package io.piitrace.agent.context;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one framework method on objects whose classes the agent does not know: found once for each class, by the name of
 * the interface or class that declares it.
 *
 * <p><b>Threading.</b> Any thread.
 *
 * <p><b>Failure.</b> An object that has no such method answers null; what the method throws goes to the caller, which has to
 * be prepared for it.
 */
final class Calls extends ClassValue<MethodHandle> {
    private static final MethodHandle ABSENT =
            MethodHandles.empty(MethodType.methodType(Object.class, Object.class, Object.class));
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final String declaredBy;
    private final String method;
    private final Class<?>[] parameters;

    /** @param declaredBy simple name of the declaring type preceded by enough of its package, such as {@code .http.HttpServletRequest} */
    Calls(String declaredBy, String method, Class<?>... parameters) {
        this.declaredBy = declaredBy;
        this.method = method;
        this.parameters = parameters;
    }

    @Nullable
    Object on(Object target) throws Throwable {
        return on(target, null);
    }

    @Nullable
    Object on(Object target, @Nullable Object argument) throws Throwable {
        return (Object) get(target.getClass()).invokeExact(target, argument);
    }

    @Nullable
    String text(Object target, @Nullable Object argument) throws Throwable {
        return on(target, argument) instanceof String text ? text : null;
    }

    @Override
    protected MethodHandle computeValue(Class<?> type) {
        try {
            Class<?> declaring = find(type);
            if (declaring == null) {
                return ABSENT;
            }
            Method found = declaring.getMethod(method, parameters);
            MethodHandle handle = LOOKUP.unreflect(found);
            if (parameters.length == 0) {
                handle = MethodHandles.dropArguments(handle, 1, Object.class);
            }
            return handle.asType(MethodType.methodType(Object.class, Object.class, Object.class));
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return ABSENT;
        }
    }

    private @Nullable Class<?> find(Class<?> type) {
        Deque<Class<?>> open = new ArrayDeque<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            open.add(at);
        }
        for (Class<?> at; (at = open.poll()) != null; ) {
            if (at.getName().endsWith(declaredBy)) {
                return at;
            }
            for (Class<?> parent : at.getInterfaces()) {
                open.add(parent);
            }
        }
        return null;
    }
}
