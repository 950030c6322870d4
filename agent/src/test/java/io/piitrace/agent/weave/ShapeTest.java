package io.piitrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.weave.target.AccessTarget;
import io.piitrace.agent.weave.target.AnnotationTarget;
import io.piitrace.agent.weave.target.HierarchyTarget;
import io.piitrace.agent.weave.target.RecordTarget;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Weaving leaves everything as it was that reflection can see. */
class ShapeTest {
    /** Has no serialVersionUID of its own: it is computed from the shape. */
    static class Sent implements Serializable {
        @io.piitrace.annotation.Pii("ssn")
        String ssn = "1";

        String getSsn() {
            return ssn;
        }
    }

    @Test
    void aWovenClassHasTheShapeThatItHad() throws Exception {
        for (Class<?> outer :
                List.of(AccessTarget.class, AnnotationTarget.class, HierarchyTarget.class, RecordTarget.class)) {
            WovenProgram program = new WovenProgram(outer.getName(), WovenProgram.noRules());
            for (Class<?> type : outer.getDeclaredClasses()) {
                Class<?> woven = program.loadClass(type.getName());

                assertThat(woven).isNotSameAs(type);
                assertThat(shape(woven)).isEqualTo(shape(type));
            }
        }
    }

    @Test
    void theComputedSerialVersionIsTheSame() throws Exception {
        WovenProgram program = new WovenProgram(Sent.class.getName(), WovenProgram.noRules());
        Class<?> woven = program.loadClass(Sent.class.getName());

        assertThat(woven).isNotSameAs(Sent.class);
        assertThat(ObjectStreamClass.lookup(woven).getSerialVersionUID())
                .isEqualTo(ObjectStreamClass.lookup(Sent.class).getSerialVersionUID());
    }

    private static List<String> shape(Class<?> type) {
        List<String> shape = new ArrayList<>();
        shape.add(type.toGenericString() + ' ' + type.getModifiers() + ' ' + type.getGenericSuperclass());
        shape.add(
                Arrays.toString(type.getGenericInterfaces()) + type.getNestHost() + annotations(type.getAnnotations()));
        for (Field field : type.getDeclaredFields()) {
            shape.add(field.toGenericString() + annotations(field.getAnnotations()));
        }
        for (Method method : type.getDeclaredMethods()) {
            shape.add(method.toGenericString() + annotations(method.getAnnotations()) + method.isSynthetic());
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            shape.add(constructor.toGenericString() + annotations(constructor.getAnnotations()));
        }
        shape.sort(null);
        return shape;
    }

    private static String annotations(Annotation[] annotations) {
        return Arrays.toString(annotations);
    }
}
