package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.ClassScan;
import io.piitrace.agent.catalog.Frameworks;
import io.piitrace.ledger.AccessKind;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Where a persistence provider or a validator reads by reflection, its place is left behind for the read, just as the caller
 * of an accessor leaves its own: so the same field of the same object, read by somebody else in the same context, is told
 * apart without a look at the stack.
 *
 * <pre>
 *   Field.get           dup; push ~site; call                       the object is on top
 *   writeObject         dup2; pop; push ~site; call                 whatever the stream comes to
 *   Method.invoke       method and object are copied from below;    not for methods without a result: a listener's doings
 *                       push site; invoke                           are its own
 * </pre>
 */
final class FrameworkMarks {
    private static final String FIELD = "java/lang/reflect/Field";
    private static final String METHOD = "java/lang/reflect/Method";
    private static final String STREAM = "java/io/ObjectOutputStream";
    private static final String OBJECT_ALONE = "(Ljava/lang/Object;)";
    /** What EclipseLink's mappings to XML and JSON share with those to tables. */
    private static final String ATTRIBUTE = "getAttributeValueFromObject";

    private final AccessKind kind;
    private final boolean discloses;

    private FrameworkMarks(AccessKind kind, boolean discloses) {
        this.kind = kind;
        this.discloses = discloses;
    }

    private static @Nullable FrameworkMarks in(String className) {
        String name = className.replace('/', '.');
        AccessKind kind = Frameworks.kindOf(name);
        if (kind != null) {
            return new FrameworkMarks(kind, false);
        }
        return Frameworks.discloses(name) ? new FrameworkMarks(AccessKind.REFLECTION, true) : null;
    }

    /** Null for the classes of everybody else; most are passed by without their name being looked at as a whole. */
    static @Nullable FrameworkMarks in(ClassScan scan) {
        return scan.file().isIn("org/") ? in(scan.file().name()) : null;
    }

    /** Whether a call of this class may have to be marked. */
    boolean concern(ClassScan scan, int reference) {
        return discloses
                ? scan.isCall(reference, null, ATTRIBUTE)
                : scan.isCall(reference, FIELD, "get")
                        || scan.isCall(reference, METHOD, "invoke")
                        || scan.isCall(reference, STREAM, "writeObject");
    }

    /** Puts the mark before a call, if it is one that reads. */
    boolean before(MethodVisitor to, Weaving weaving, String owner, String name, String descriptor, String place) {
        if (discloses) {
            if (name.equals(ATTRIBUTE) && descriptor.startsWith(OBJECT_ALONE)) {
                to.visitInsn(Opcodes.DUP);
                call(to, weaving, place);
                return true;
            }
            return false;
        }
        if (owner.equals(FIELD) && name.startsWith("get") && descriptor.startsWith(OBJECT_ALONE)) {
            to.visitInsn(Opcodes.DUP);
            call(to, weaving, place);
            return true;
        }
        if (owner.equals(STREAM) && name.equals("writeObject")) {
            to.visitInsn(Opcodes.DUP2);
            to.visitInsn(Opcodes.POP);
            call(to, weaving, place);
            return true;
        }
        if (owner.equals(METHOD) && name.equals("invoke")) {
            invoke(to, weaving, place);
            return true;
        }
        return false;
    }

    private void call(MethodVisitor to, Weaving weaving, String place) {
        ReadWeaver.push(to, ~weaving.mark(kind, place));
        to.visitMethodInsn(Opcodes.INVOKESTATIC, weaving.bridge(), "call", "(Ljava/lang/Object;I)V", false);
    }

    private void invoke(MethodVisitor to, Weaving weaving, String place) {
        to.visitInsn(Opcodes.DUP2_X1); // object, arguments, method, object, arguments
        to.visitInsn(Opcodes.POP);
        to.visitInsn(Opcodes.DUP2); // object, arguments, method, object, method, object
        ReadWeaver.push(to, weaving.mark(kind, place) | Catalog.MARK);
        to.visitMethodInsn(
                Opcodes.INVOKESTATIC, weaving.bridge(), "invoke", "(Ljava/lang/Object;Ljava/lang/Object;I)V", false);
        to.visitInsn(Opcodes.POP);
        to.visitInsn(Opcodes.DUP_X2);
        to.visitInsn(Opcodes.POP); // method, object, arguments, as before
    }
}
