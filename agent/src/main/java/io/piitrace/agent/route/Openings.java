package io.piitrace.agent.route;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * {@code jdk.internal.misc.Unsafe} has natives for getters, which no agent in Java can watch. It can be used only by whom its
 * package is opened to; that this happens is a gap.
 */
final class Openings extends Route {
    static final String PACKAGE = "jdk.internal.misc";

    private final Gaps gaps;

    Openings(Gaps gaps) {
        super("opened packages", "java/lang/Module");
        this.gaps = gaps;
    }

    /** Says whom it is open to at the start: {@code --add-exports} and {@code --add-opens}. */
    void inventory() {
        Module base = Object.class.getModule();
        Module classPath = ClassLoader.getSystemClassLoader().getUnnamedModule();
        if (base.isExported(PACKAGE, classPath)) {
            gap(nameOf(classPath), "from the start, by an option of the JVM");
        }
        for (Module module : ModuleLayer.boot().modules()) {
            if (!isOfTheJdk(module) && base.isExported(PACKAGE, module)) {
                gap(nameOf(module), "from the start, by an option of the JVM");
            }
        }
    }

    @Override
    @Nullable
    MethodVisitor patch(String method, String descriptor, MethodVisitor next, BridgeCalls calls) {
        return !method.equals("implAddExportsOrOpens")
                        || !descriptor.startsWith("(Ljava/lang/String;Ljava/lang/Module;")
                ? null
                : new AtEntry(next) {
                    @Override
                    void add(MethodVisitor to) {
                        to.visitVarInsn(Opcodes.ALOAD, 0);
                        to.visitInsn(Opcodes.ACONST_NULL);
                        to.visitVarInsn(Opcodes.ALOAD, 1);
                        to.visitVarInsn(Opcodes.ALOAD, 2);
                        calls.acquired(to, "java/lang/Module");
                        to.visitInsn(Opcodes.POP);
                    }
                };
    }

    @Override
    @Nullable
    Object acquired(Object what, @Nullable Class<?> type, @Nullable String name, @Nullable Object other) {
        if (PACKAGE.equals(name) && what == Object.class.getModule() && other instanceof Module module) {
            if (module != Openings.class.getModule() && !isOfTheJdk(module)) {
                String by = Askers.nearest();
                gap(nameOf(module), by == null ? "while running" : "while running, by " + by);
            }
        }
        return null;
    }

    private void gap(String who, String how) {
        gaps.gap("jdk.internal.misc.Unsafe", "reads through it are not traced; open to " + who + ' ' + how);
    }

    private static boolean isOfTheJdk(Module module) {
        String name = module.getName();
        return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
    }

    private static String nameOf(Module module) {
        if (module.isNamed()) {
            return "module " + module.getName();
        }
        ClassLoader loader = module.getClassLoader();
        return loader == null || loader == ClassLoader.getSystemClassLoader()
                ? "the class path"
                : "classes of a " + loader.getClass().getName();
    }
}
