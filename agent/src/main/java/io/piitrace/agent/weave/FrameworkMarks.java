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
 *   a method            dup; push site; call                        by what Hibernate generates to call an entity's getters
 * </pre>
 */
final class FrameworkMarks {
    private static final String FIELD = "java/lang/reflect/Field";
    private static final String METHOD = "java/lang/reflect/Method";
    private static final String STREAM = "java/io/ObjectOutputStream";
    private static final String OBJECT_ALONE = "(Ljava/lang/Object;)";
    /** What EclipseLink's mappings to XML and JSON share with those to tables. */
    private static final String ATTRIBUTE = "getAttributeValueFromObject";
    /** Where the interface is that a class implements which Hibernate generates for an entity, next to it. */
    private static final String OPTIMIZERS = "org/hibernate/bytecode/";

    /** In what way such code reads. */
    private enum By {
        REFLECTION,
        /** Has a provider read, and hands it on. */
        PROVIDER,
        /** Calls methods of entities itself. */
        CALL
    }

    private final AccessKind kind;
    private final By by;

    private FrameworkMarks(AccessKind kind, By by) {
        this.kind = kind;
        this.by = by;
    }

    private static @Nullable FrameworkMarks in(String className) {
        String name = className.replace('/', '.');
        AccessKind kind = Frameworks.kindOf(name);
        if (kind != null) {
            return new FrameworkMarks(kind, By.REFLECTION);
        }
        return Frameworks.discloses(name) ? new FrameworkMarks(AccessKind.REFLECTION, By.PROVIDER) : null;
    }

    /** Null for the classes of everybody else; most are passed by without their name being looked at as a whole. */
    static @Nullable FrameworkMarks in(ClassScan scan) {
        if (scan.file().isIn("org/")) {
            return in(scan.file().name());
        }
        return scan.file().isOfInterfaceIn(OPTIMIZERS) ? new FrameworkMarks(AccessKind.PERSISTENCE, By.CALL) : null;
    }

    /** Whether a call of this class may have to be marked. */
    boolean concern(ClassScan scan, int reference) {
        return switch (by) {
            case PROVIDER -> scan.isCall(reference, null, ATTRIBUTE);
            case REFLECTION ->
                scan.isCall(reference, FIELD, "get")
                        || scan.isCall(reference, METHOD, "invoke")
                        || scan.isCall(reference, STREAM, "writeObject");
            case CALL -> true;
        };
    }

    /** Puts the mark before a call, if it is one that reads. */
    boolean before(
            MethodVisitor to, Weaving weaving, int opcode, String owner, String name, String descriptor, String place) {
        return switch (by) {
            case PROVIDER ->
                name.equals(ATTRIBUTE) && descriptor.startsWith(OBJECT_ALONE) && beforeRead(to, weaving, place);
            case REFLECTION -> beforeReflection(to, weaving, owner, name, descriptor, place);
            case CALL ->
                opcode != Opcodes.INVOKESTATIC
                        && opcode != Opcodes.INVOKESPECIAL
                        && descriptor.startsWith("()")
                        && beforeCall(to, weaving, place);
        };
    }

    private boolean beforeReflection(
            MethodVisitor to, Weaving weaving, String owner, String name, String descriptor, String place) {
        if (owner.equals(FIELD) && name.startsWith("get") && descriptor.startsWith(OBJECT_ALONE)) {
            return beforeRead(to, weaving, place);
        }
        if (owner.equals(STREAM) && name.equals("writeObject")) {
            to.visitInsn(Opcodes.DUP2);
            to.visitInsn(Opcodes.POP);
            call(to, weaving, ~weaving.mark(kind, place));
            return true;
        }
        if (owner.equals(METHOD) && name.equals("invoke")) {
            invoke(to, weaving, place);
            return true;
        }
        return false;
    }

    private boolean beforeRead(MethodVisitor to, Weaving weaving, String place) {
        to.visitInsn(Opcodes.DUP);
        call(to, weaving, ~weaving.mark(kind, place));
        return true;
    }

    private boolean beforeCall(MethodVisitor to, Weaving weaving, String place) {
        to.visitInsn(Opcodes.DUP);
        call(to, weaving, weaving.mark(kind, place) | Catalog.MARK);
        return true;
    }

    private static void call(MethodVisitor to, Weaving weaving, int mark) {
        ReadWeaver.push(to, mark);
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
