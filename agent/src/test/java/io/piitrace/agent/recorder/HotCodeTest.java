package io.piitrace.agent.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the bytecode of the way of an access contains, and what it cannot do therefore; the long way, which begins in {@code Recorder}, is left out. */
class HotCodeTest {
    private static final String OWN = "io/piitrace/agent/recorder/";
    /** What a ring is to its spool, and where it counts when it is full. */
    private static final Set<String> SPOOL = Set.of(
            "io/piitrace/ledger/spool/Word",
            "io/piitrace/ledger/spool/RingSlot",
            "io/piitrace/ledger/spool/CountTable");
    /**
     * What is called of the JDK: methods of its own final classes, or of the thread-local that holds the ring. The table of counts has linked its
     * ways of access when it was made.
     */
    private static final Set<String> ALLOWED = Set.of(
            "java/lang/Thread.currentThread",
            "java/lang/ThreadLocal.get",
            "java/lang/Object.getClass",
            "java/lang/Long.longValue",
            "java/lang/Math.min",
            "java/lang/invoke/VarHandle.get",
            "java/lang/invoke/VarHandle.set",
            "java/lang/invoke/VarHandle.getAcquire",
            "java/lang/invoke/VarHandle.setRelease",
            "java/lang/Integer.intValue",
            "java/lang/Number.longValue",
            "java/lang/String.hashCode",
            "java/lang/String.length",
            "java/lang/String.equals",
            "java/util/UUID.getLeastSignificantBits",
            "java/util/UUID.getMostSignificantBits");
    /** Ids that are seldom: their text has to be made, or they are told apart by their class. */
    private static final String RARE = OWN + "IdKey.rare";

    private final Set<String> visited = new LinkedHashSet<>();
    private final Set<String> found = new TreeSet<>();

    @Test
    void nothingOnTheWayOfAnAccessAllocatesLocksLinksOrCallsTheApplication() throws Exception {
        Deque<String> methods = new ArrayDeque<>(Set.of(
                OWN + "Gate.accept(Ljava/lang/Object;I)V",
                OWN + "Gate.acceptSeldom(Ljava/lang/Object;I)V",
                OWN + "Gate.call(Ljava/lang/Object;I)V",
                OWN + "Gate.called()V"));
        while (!methods.isEmpty()) {
            String method = methods.remove();
            if (visited.add(method) && !method.startsWith(RARE)) {
                visit(method, methods);
            }
        }

        assertThat(visited)
                .anyMatch(method -> method.startsWith(OWN + "Ring.write"))
                .anyMatch(method -> method.startsWith(OWN + "SubjectTable.findNumber"))
                .anyMatch(method -> method.startsWith(OWN + "IdKey.object"))
                .anyMatch(method -> method.startsWith("io/piitrace/ledger/spool/CountTable.add"));
        assertThat(found).isEmpty();
    }

    private void visit(String method, Deque<String> methods) throws IOException {
        String owner = method.substring(0, method.indexOf('.'));
        String name = method.substring(method.indexOf('.') + 1);
        try (InputStream in = getClass().getResourceAsStream('/' + owner + ".class")) {
            new ClassReader(in)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access,
                                        String called,
                                        String descriptor,
                                        String signature,
                                        String[] exceptions) {
                                    if (!name.equals(called + descriptor)) {
                                        return null;
                                    }
                                    if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                                        found.add(method + " is synchronized");
                                    }
                                    return new Looks(method, methods);
                                }
                            },
                            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
    }

    private final class Looks extends MethodVisitor {
        private final String method;
        private final Deque<String> methods;

        Looks(String method, Deque<String> methods) {
            super(Opcodes.ASM9);
            this.method = method;
            this.methods = methods;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.ATHROW) {
                found.add(method + " locks or throws");
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                found.add(method + " allocates");
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.NEW || opcode == Opcodes.ANEWARRAY) {
                found.add(method + " allocates " + type);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            found.add(method + " links " + name);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals(OWN + "Recorder") || owner.equals("jdk/internal/misc/Unsafe")) {
                return;
            }
            if (method.startsWith(OWN + "Gate.accept(") && owner.equals("java/util/function/ObjIntConsumer")) {
                return; // the door to acceptSeldom
            }
            if (owner.startsWith(OWN) || SPOOL.contains(owner)) {
                methods.add(owner + '.' + name + descriptor);
            } else if (!ALLOWED.contains(owner + '.' + name)) {
                found.add(method + " calls " + owner + '.' + name);
            }
        }
    }
}
