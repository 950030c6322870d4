package io.piitrace.agent.context.advice;

import io.piitrace.agent.monitor.Notices;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Hooks the classes of {@link HookPoints} and whatever declares a purpose, as they are loaded.
 *
 * <p><b>Threading.</b> Any thread that loads classes; no locks, no class loading of the application's.
 *
 * <p><b>Failure.</b> Whatever goes wrong leaves the class as it is, and a {@code gap} says so; other hooks are not affected.
 */
public final class HookTransformer implements ClassFileTransformer {
    private final HookPoints points;
    private final BridgeCalls calls;
    private final Map<String, Map<String, String>> rules;
    private final Notices notices;

    /**
     * @param bridge internal name of the bridge
     * @param off hooks that are left out
     * @param rules purposes by internal name of the class and name of the method
     */
    public HookTransformer(String bridge, Set<Integer> off, Map<String, Map<String, String>> rules, Notices notices) {
        this.points = new HookPoints(off);
        this.calls = new BridgeCalls(bridge);
        this.rules = rules;
        this.notices = notices;
    }

    /** Hooks what is loaded already as well. One class that cannot be hooked does not keep the others from it. */
    public void install(Instrumentation instrumentation) {
        instrumentation.addTransformer(this, true);
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (!type.isArray() && isNamed(type.getName().replace('.', '/'))) {
                loaded.add(type);
            }
        }
        try {
            instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        } catch (Throwable inOneOfThem) {
            loaded.forEach(type -> retransform(instrumentation, type));
        }
    }

    private void retransform(Instrumentation instrumentation, Class<?> type) {
        try {
            instrumentation.retransformClasses(type);
        } catch (Throwable e) {
            notices.gap("hook of " + type.getName(), e.toString());
        }
    }

    private boolean isNamed(String className) {
        return !points.of(className).isEmpty() || rules.containsKey(className);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (className == null || className.startsWith("io/piitrace/agent/")) {
            return null;
        }
        try {
            boolean scanned = loader != null && ConstantPool.mentions(bytes, ClassFacts.ACCESS_PURPOSE);
            return scanned || isNamed(className) ? edit(className, bytes, scanned) : null;
        } catch (Throwable e) {
            notices.gap("hook of " + className.replace('/', '.'), e.toString());
            return null;
        }
    }

    private byte @Nullable [] edit(String className, byte[] bytes, boolean declaresPurposes) {
        ClassReader reader = new ClassReader(bytes);
        Map<String, String> purposes = rules.getOrDefault(className, Map.of());
        Set<String> wanted = null;
        if (!declaresPurposes) {
            wanted = new HashSet<>(purposes.keySet());
            for (HookPoint point : points.of(className)) {
                wanted.addAll(point.methods());
            }
        }
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        HookVisitor visitor =
                new HookVisitor(writer, ClassFacts.of(reader, wanted), calls, points.of(className), purposes);
        reader.accept(visitor, ClassReader.EXPAND_FRAMES);
        for (HookPoint point : visitor.missing()) {
            if (!point.isOptional()) {
                notices.gap("hook of " + point.describe(), "no such method in this version");
            }
        }
        return visitor.editedAnything() ? writer.toByteArray() : null;
    }
}
