package io.piitrace.checks.torture;

import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What reflection tells of a class, without initialising it. */
final class Shape {
    private static final String MISSING = "missing: ";

    private final Class<?> type;
    private final List<String> lines = new ArrayList<>();

    private Shape(Class<?> type) {
        this.type = type;
    }

    /**
     * One line for the class and each member, sorted: the JVM's own order of methods differs from run to run. The JVM links, and so
     * verifies, a class whose members are asked for.
     */
    static List<String> of(Class<?> type) {
        Shape shape = new Shape(type);
        shape.add();
        shape.lines.sort(null);
        return shape.lines;
    }

    private void add() {
        each(Class::getDeclaredFields, field -> field + annotations(field) + field.isSynthetic());
        each(
                Class::getDeclaredMethods,
                method -> method + annotations(method) + method.isSynthetic() + method.isBridge());
        each(
                Class::getDeclaredConstructors,
                constructor -> constructor + annotations(constructor) + constructor.isSynthetic());
        each(Class::getRecordComponents, component -> component + annotations(component));
        each(Class::getPermittedSubclasses, Class::toString);
        each(t -> new Class<?>[] {t.getNestHost()}, Class::toString);
        lines.add(type + " " + type.getModifiers() + ' ' + type.getSuperclass() + Arrays.toString(type.getInterfaces())
                + annotations(type));
        lines.add(serialVersion());
    }

    /** Where a type is missing, which one the JVM names depends on the order in which it happens to hold the members. */
    private <T> void each(Function<Class<?>, T[]> members, Function<T, String> line) {
        try {
            T[] all = members.apply(type);
            for (int i = 0; all != null && i < all.length; i++) {
                lines.add(line.apply(all[i]));
            }
        } catch (NoClassDefFoundError | TypeNotPresentException e) {
            lines.add(MISSING + e.getClass().getName());
        }
    }

    /** Whether a line tells that members, or the class itself, need a type that is not there. */
    static boolean isMissing(String line) {
        return line.startsWith(MISSING);
    }

    private static String annotations(AnnotatedElement element) {
        try {
            return Arrays.stream(element.getDeclaredAnnotations())
                    .map(Shape::text)
                    .sorted()
                    .toList()
                    .toString();
        } catch (LinkageError | RuntimeException e) {
            return e.getClass().getName();
        }
    }

    /** In which order an annotation tells its elements differs from run to run, too. */
    private static String text(Annotation annotation) {
        try {
            return Arrays.stream(annotation.toString().split("[(){},]", -1))
                    .map(String::strip)
                    .sorted()
                    .toList()
                    .toString();
        } catch (LinkageError | RuntimeException e) {
            return annotation.annotationType() + ": " + e.getClass().getName();
        }
    }

    /** As computed from the members: a declared one is a field like others, and asking for its value would run the class. */
    private String serialVersion() {
        if (!Serializable.class.isAssignableFrom(type) || type.isEnum() || type.isInterface()) {
            return "";
        }
        try {
            Method compute = ObjectStreamClass.class.getDeclaredMethod("computeDefaultSUID", Class.class);
            compute.setAccessible(true);
            return "serialVersionUID " + compute.invoke(null, type);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause(); // its text names the first type that is missing, as in each
            return "serialVersionUID " + (cause == null ? e : cause.getClass());
        }
    }
}
