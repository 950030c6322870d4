package io.piitrace.agent.recorder;

import java.util.List;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * The way from an object of one class, along its fields, to an id. Reads memory only: no method of the application is called, nothing is loaded or initialised.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class FieldPath {
    private static final Unsafe U = Unsafe.getUnsafe();

    /** How an id is found that is one load away. Numbers, because they are compared at every access. */
    static final int NOT_DIRECT = 0;

    static final int DIRECT_LONG = 1;
    static final int DIRECT_REFERENCE = 2;
    static final int DIRECT_INT = 3;

    private final Step first;
    private final int direct;

    private final long offset;
    private final Hop[] hops;
    private final Hop target = new Hop("target");
    private final Hop proxyKey = new Hop("id");

    FieldPath(Class<?> type, List<String> names) {
        this.first = Steps.find(type, names.get(0));
        this.hops = new Hop[names.size()];
        for (int i = 0; i < hops.length; i++) {
            hops[i] = new Hop(names.get(i));
        }
        direct = hops.length > 1
                ? NOT_DIRECT
                : switch (first.form()) {
                    case LONG -> DIRECT_LONG;
                    case REFERENCE -> DIRECT_REFERENCE;
                    case INT -> DIRECT_INT;
                    default -> NOT_DIRECT;
                };
        offset = first.offset();
    }

    /** One of the numbers above. */
    int direct() {
        return direct;
    }

    /** Where the id is, if it is one load away. */
    long offset() {
        return offset;
    }

    /** Reads the id without ever blocking; {@link IdKey#UNRESOLVED} if a class on the way is seen for the first time. */
    void read(Object owner, IdKey into) {
        if (direct == DIRECT_LONG) {
            into.number(U.getLong(owner, offset));
        } else if (direct == DIRECT_REFERENCE) {
            into.object(U.getReference(owner, offset));
        } else if (direct == DIRECT_INT) {
            into.number(U.getInt(owner, offset));
        } else {
            walk(owner, into, false);
        }
    }

    /** Reads the id, and looks up what it has to: may block and load classes. */
    void resolve(Object owner, IdKey into) {
        walk(owner, into, true);
    }

    private void walk(Object owner, IdKey into, boolean resolving) {
        Object object = owner;
        Step step = first;
        for (int i = 0; ; i++) {
            if (isProxy(step)) {
                Object real = U.getReference(object, step.offset());
                Step toTarget = real == null ? Step.MISSING : step(target, real, resolving);
                if (toTarget == null) {
                    into.unresolved();
                    return;
                }
                Object loaded = real == null || toTarget.form() != Step.Form.REFERENCE
                        ? null
                        : U.getReference(real, toTarget.offset());
                if (loaded == null) {
                    proxyKey(real, step, i, into, resolving);
                    return;
                }
                object = loaded;
                step = step(hops[i], object, resolving);
                if (step == null) {
                    into.unresolved();
                    return;
                }
            }
            if (i == hops.length - 1) {
                last(object, step, into);
                return;
            }
            if (step.form() != Step.Form.REFERENCE) {
                into.unknown(UnknownSubject.NO_SUCH_FIELD);
                return;
            }
            object = U.getReference(object, step.offset());
            if (object == null) {
                into.unknown(UnknownSubject.NO_ID);
                return;
            }
            step = step(hops[i + 1], object, resolving);
            if (step == null) {
                into.unresolved();
                return;
            }
        }
    }

    /** The proxy is not loaded, but knows its key. */
    private void proxyKey(@Nullable Object interceptor, Step step, int i, IdKey into, boolean resolving) {
        if (interceptor == null || step.form() != Step.Form.PROXY_KEY || i != hops.length - 1) {
            into.unknown(UnknownSubject.NOT_LOADED);
            return;
        }
        Step key = step(proxyKey, interceptor, resolving);
        if (key == null) {
            into.unresolved();
        } else if (key.form() != Step.Form.REFERENCE) {
            into.unknown(UnknownSubject.NOT_LOADED);
        } else {
            into.object(U.getReference(interceptor, key.offset()));
        }
    }

    private static boolean isProxy(Step step) {
        return step.form() == Step.Form.PROXY || step.form() == Step.Form.PROXY_KEY;
    }

    private static @Nullable Step step(Hop hop, Object object, boolean resolving) {
        return resolving ? hop.resolve(object.getClass()) : hop.find(object.getClass());
    }

    private static void last(Object object, Step step, IdKey into) {
        long at = step.offset();
        switch (step.form()) {
            case LONG -> into.number(U.getLong(object, at));
            case INT -> into.number(U.getInt(object, at));
            case SHORT -> into.number(U.getShort(object, at));
            case BYTE -> into.number(U.getByte(object, at));
            case CHAR -> into.text(String.valueOf(U.getChar(object, at)));
            case REFERENCE -> into.object(U.getReference(object, at));
            default -> into.unknown(UnknownSubject.NO_SUCH_FIELD);
        }
    }
}
