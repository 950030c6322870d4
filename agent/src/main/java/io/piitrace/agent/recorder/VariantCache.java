package io.piitrace.agent.recorder;

import java.util.Arrays;

/**
 * The numbers of site variants that one ring has used lately.
 *
 * <p><b>Threading.</b> One thread.
 */
final class VariantCache {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** Small: there is one for each thread, and most know few places. */
    private static final int LEAST_SIZE = 1 << 5;

    private static final int MAX_SIZE = 1 << 13;

    /** An empty slot holds 0 in both: that is what key 0, of a site whose placing nobody has looked up yet, has to find. */
    private long[] keys = new long[LEAST_SIZE];

    private int[] variants = new int[LEAST_SIZE];
    private int size;

    /** The key of a variant with its own place, or that of a known call site. */
    static long key(int site, int shape, int callSite) {
        return (((((long) callSite) << 20) | shape) << 22) | site;
    }

    /** The key of a variant whose caller has to be inferred once in every context. */
    static long inferredKey(int site, int shape, int context) {
        return key(site, shape, context) | Long.MIN_VALUE;
    }

    /**
     * The key of a variant read while an accessor is called on another object. The complement: none of the other keys, as long
     * as there are less than four million sites.
     */
    static long otherKey(int site, int shape, int callSite) {
        return ~key(site, shape, callSite);
    }

    /** 0 if it is not there. */
    int find(long key) {
        long[] in = keys;
        int mask = in.length - 1;
        for (int slot = hash(key) & mask; ; slot = (slot + 1) & mask) {
            long found = in[slot];
            if (found == key) {
                return variants[slot];
            }
            if (found == 0) {
                return 0;
            }
        }
    }

    void add(long key, int variant) {
        if (size * 2 >= keys.length) {
            grow();
        }
        size++;
        put(key, variant);
    }

    void clear() {
        Arrays.fill(keys, 0);
        Arrays.fill(variants, 0);
        size = 0;
    }

    private void grow() {
        if (keys.length >= MAX_SIZE) {
            clear(); // variants of contexts that are gone
            return;
        }
        long[] oldKeys = keys;
        int[] oldVariants = variants;
        keys = new long[oldKeys.length * 2];
        variants = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i], oldVariants[i]);
            }
        }
    }

    private void put(long key, int variant) {
        int mask = keys.length - 1;
        int slot = hash(key) & mask;
        while (keys[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        variants[slot] = variant;
        keys[slot] = key;
    }

    private static int hash(long key) {
        return (int) ((key * GOLDEN) >>> 40);
    }
}
