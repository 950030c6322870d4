package io.piitrace.woven.oracle;

import io.piitrace.woven.route.RouteProgram.Way;
import java.beans.PropertyDescriptor;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.runtime.ObjectMethods;
import java.util.Map;
import java.util.function.Function;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The JDK's ways to a field that the program of the agent's own tests does not go. */
@SuppressWarnings({"removal", "SunApi", "unchecked"})
final class JdkReads {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    /** Public, for the JDK's introspection. */
    public static class Bean {
        String c04 = "x";
        String c05 = "x";
        String c08 = "x";
        long c14 = 1;
        Object c23 = "x";
        Object c28 = "x";
        long c29 = 1;
        String c30 = "x";
        String c33 = "x";
        String c34 = "x";
        public String c35 = "x";
        String c36 = "x";
        String c37 = "x";
        String c38 = "x";
        String c39 = "x";

        public String getC04() {
            return c04;
        }

        public String getC05() {
            return c05;
        }

        public String getC08() {
            return c08;
        }

        public String getC30() {
            return c30;
        }

        public String getC33() {
            return c33;
        }
    }

    /** Writes itself. */
    public static class Written implements Externalizable {
        private static final long serialVersionUID = 1;
        String c27 = "x";

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF(c27);
        }

        @Override
        public void readExternal(ObjectInput in) {
            throw new UnsupportedOperationException();
        }
    }

    record Accessed(String c31) {}

    record Opened(String c32) {}

    private JdkReads() {}

    static void add(Map<String, Way> ways) throws Throwable {
        Bean bean = new Bean();
        methods(ways, bean);
        handles(ways, bean);
        ways.put("C23", internalUnsafe(bean));
        Written written = new Written();
        ways.put("C27", () -> {
            try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
                out.writeObject(written);
            }
            return null;
        });
        Opened opened = new Opened("x");
        Field component = Opened.class.getDeclaredField("c32");
        component.setAccessible(true);
        ways.put("C32", () -> component.get(opened));
        Field cached = Bean.class.getDeclaredField("c38");
        ways.put("C38", () -> cached.get(bean));
        if (Native.isThere()) {
            ways.put("C28", () -> Native.reference(bean, "c28", "Ljava/lang/Object;"));
            ways.put("C29", () -> Native.number(bean, "c29"));
            ways.put("C30", () -> Native.call(bean, "getC30"));
        }
    }

    private static void methods(Map<String, Way> ways, Bean bean) throws Exception {
        ways.put("C04", () -> Bean.class.getMethod("getC04").invoke(bean));
        Method inflated = Bean.class.getMethod("getC05");
        ways.put("C05", () -> {
            Object result = null;
            for (int i = 0; i < 40; i++) {
                result = inflated.invoke(bean);
            }
            return result;
        });
        Accessed accessed = new Accessed("x");
        Method accessor = Accessed.class.getRecordComponents()[0].getAccessor();
        accessor.setAccessible(true);
        ways.put("C31", () -> accessor.invoke(accessed));
        Method getter = new PropertyDescriptor("c33", Bean.class, "getC33", null).getReadMethod();
        ways.put("C33", () -> getter.invoke(bean));
    }

    private static void handles(Map<String, Way> ways, Bean bean) throws Throwable {
        MethodHandle virtual = LOOKUP.findVirtual(Bean.class, "getC08", MethodType.methodType(String.class));
        ways.put("C08", () -> (String) virtual.invokeExact(bean));
        VarHandle number = LOOKUP.findVarHandle(Bean.class, "c14", long.class);
        ways.put("C14", () -> (long) number.get(bean));
        MethodHandle getter = LOOKUP.findGetter(Bean.class, "c34", String.class);
        CallSite text = (CallSite) ObjectMethods.bootstrap(
                LOOKUP, "toString", MethodType.methodType(String.class, Bean.class), Bean.class, "c34", getter);
        MethodHandle textOf = text.dynamicInvoker();
        ways.put("C34", () -> (String) textOf.invokeExact(bean));
        Function<Bean, MethodHandle> constant = constant();
        ways.put("C35", () -> constant.apply(bean).invoke(bean));
        VarHandle variable =
                ConstantBootstraps.fieldVarHandle(LOOKUP, "c36", VarHandle.class, Bean.class, String.class);
        ways.put("C36", () -> variable.get(bean));
        MethodHandle hacked = trusted().findGetter(Bean.class, "c37", String.class);
        ways.put("C37", () -> (String) hacked.invokeExact(bean));
        Function<Bean, String> proxy = MethodHandleProxies.asInterfaceInstance(
                Function.class, LOOKUP.findGetter(Bean.class, "c39", String.class));
        ways.put("C39", () -> proxy.apply(bean));
    }

    /** A class whose constant pool has a handle that gets the field: no Java code is written so. */
    private static Function<Bean, MethodHandle> constant() throws Exception {
        String name = Type.getInternalName(JdkReads.class) + "$Constant";
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", new String[] {
            Type.getInternalName(Function.class)
        });
        MethodVisitor init = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        init.visitVarInsn(Opcodes.ALOAD, 0);
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        MethodVisitor apply =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", null, null);
        apply.visitLdcInsn(
                new Handle(Opcodes.H_GETFIELD, Type.getInternalName(Bean.class), "c35", "Ljava/lang/String;", false));
        apply.visitInsn(Opcodes.ARETURN);
        apply.visitMaxs(0, 0);
        writer.visitEnd();
        Class<?> type = LOOKUP.defineClass(writer.toByteArray());
        return (Function<Bean, MethodHandle>) type.getDeclaredConstructor().newInstance();
    }

    private static sun.misc.Unsafe unsafe() throws ReflectiveOperationException {
        Field singleton = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        singleton.setAccessible(true);
        return (sun.misc.Unsafe) singleton.get(null);
    }

    @SuppressWarnings("deprecation")
    private static MethodHandles.Lookup trusted() throws ReflectiveOperationException {
        Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
        return (MethodHandles.Lookup)
                unsafe().getObject(unsafe().staticFieldBase(field), unsafe().staticFieldOffset(field));
    }

    private static Way internalUnsafe(Bean bean) {
        jdk.internal.misc.Unsafe unsafe = jdk.internal.misc.Unsafe.getUnsafe();
        long offset = unsafe.objectFieldOffset(Bean.class, "c23");
        return () -> unsafe.getReference(bean, offset);
    }
}
