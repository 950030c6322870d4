package io.piitrace.agent.route;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Patches the JDK's classes for the routes that watch them.
 *
 * <p><b>Failure.</b> A route whose patch fails, or whose method is not there, is left out and is a gap; the others stay.
 */
final class Patcher implements ClassFileTransformer {
    private final List<Route> routes;
    private final Gaps gaps;
    private final String bridge;
    private final Set<String> seen = new HashSet<>();
    private final Set<Route> broken = new HashSet<>();

    /** @param routes their positions are their numbers */
    Patcher(List<Route> routes, Gaps gaps, String bridge) {
        this.routes = routes;
        this.gaps = gaps;
        this.bridge = bridge;
    }

    /** From now on this route is left out. */
    synchronized void leaveOut(Route route, String why) {
        if (broken.add(route)) {
            gaps.gap(route.name, "this route to fields is not traced: ".concat(why));
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (loader != null || name == null) {
            return null;
        }
        for (Route route : routes) { // a loop and not a stream: this runs for every class of the JDK
            if (route.target.equals(name)) {
                return patch(name, bytes);
            }
        }
        return null;
    }

    /** Whether this class was patched, or at least looked at. */
    synchronized boolean hasSeen(String name) {
        return seen.contains(name);
    }

    private synchronized byte @Nullable [] patch(String name, byte[] bytes) {
        seen.add(name);
        List<Route> here = new ArrayList<>();
        for (Route route : routes) {
            if (route.target.equals(name) && !broken.contains(route)) {
                here.add(route);
            }
        }
        try {
            return patch(here, bytes);
        } catch (Throwable together) {
            return oneByOne(here, bytes);
        }
    }

    private byte @Nullable [] oneByOne(List<Route> here, byte[] bytes) {
        byte[] patched = null;
        for (Route route : here) {
            try {
                byte[] more = patch(List.of(route), patched == null ? bytes : patched);
                patched = more == null ? patched : more;
            } catch (Throwable e) {
                leaveOut(route, e.toString());
            }
        }
        return patched;
    }

    private byte @Nullable [] patch(List<Route> here, byte[] bytes) {
        if (here.isEmpty()) {
            return null;
        }
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        Patches patches = new Patches(writer, here);
        reader.accept(patches, 0);
        for (Route route : here) {
            if (!patches.found.contains(route)) {
                leaveOut(route, "this JDK does not have the method that is watched");
            }
        }
        return patches.found.isEmpty() ? null : writer.toByteArray();
    }

    private final class Patches extends ClassVisitor {
        private final List<Route> here;
        private final Set<Route> found = new HashSet<>();

        Patches(ClassVisitor next, List<Route> here) {
            super(Opcodes.ASM9, next);
            this.here = here;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor visitor = super.visitMethod(access, name, descriptor, signature, exceptions);
            for (Route route : here) {
                BridgeCalls calls = new BridgeCalls(bridge, routes.indexOf(route));
                MethodVisitor patch = route.patch(name, descriptor, visitor, calls);
                if (patch != null) {
                    found.add(route);
                    visitor = patch;
                }
            }
            return visitor;
        }
    }
}
