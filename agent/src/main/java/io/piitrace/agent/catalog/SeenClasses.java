package io.piitrace.agent.catalog;

import java.util.Arrays;

/**
 * The classes of one loader that the weaver has seen: each with its superclass, and whether it declares anything personal. Two
 * numbers a class, because an application has tens of thousands.
 *
 * <p>What a loader has defined is what every other class of that loader means by the name, so that this answers for a reader
 * of the same loader what otherwise only the running JVM can: whether a field can be personal.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class SeenClasses {
    /** In place of a superclass: it is the JDK's. */
    static final long OF_JDK = 1;

    private static final int MAX_DEPTH = 64;

    private long[] names = new long[256];
    /** The complement if the class declares something personal. */
    private long[] superclasses = new long[256];

    private int size;

    /**
     * Adds a class, or what is new of it.
     *
     * @param superclass hash of its name, or {@link #OF_JDK}
     * @return whether the class was here before, and was not personal
     */
    synchronized boolean add(long name, long superclass, boolean personal) {
        if (2 * size >= names.length) {
            grow();
        }
        int slot = slot(name);
        boolean wasClean = names[slot] == name && superclasses[slot] >= 0;
        if (names[slot] != name) {
            names[slot] = name;
            size++;
        }
        superclasses[slot] = personal ? ~superclass : superclass;
        return wasClean;
    }

    /** Whether a class and all its superclasses are known, and nothing in them is personal. */
    synchronized boolean isClean(long name) {
        long type = name;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            int slot = slot(type);
            if (names[slot] != type || superclasses[slot] < 0) {
                return false;
            }
            if (superclasses[slot] == OF_JDK) {
                return true;
            }
            type = superclasses[slot];
        }
        return false;
    }

    private int slot(long name) {
        int mask = names.length - 1;
        int slot = (int) (name ^ (name >>> 32)) & mask;
        while (names[slot] != 0 && names[slot] != name) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldNames = names;
        long[] oldSuperclasses = superclasses;
        names = new long[2 * oldNames.length];
        superclasses = Arrays.copyOf(names, names.length);
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != 0) {
                int slot = slot(oldNames[i]);
                names[slot] = oldNames[i];
                superclasses[slot] = oldSuperclasses[i];
            }
        }
    }
}
