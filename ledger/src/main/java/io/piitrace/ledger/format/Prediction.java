package io.piitrace.ledger.format;

import java.util.Arrays;

/**
 * What came last for each site of a block: 0 until something did. Code reads the same fields in the same order time after time, so that most of what is
 * written with its help is nothing new.
 */
final class Prediction {
    private int[] last = new int[64];

    int get(int site) {
        return site < last.length ? last[site] : 0;
    }

    void put(int site, int value) {
        if (site >= last.length) {
            last = Arrays.copyOf(last, Math.max(site + 1, last.length * 2));
        }
        last[site] = value;
    }
}
