package io.piitrace.agent.catalog;

import java.util.Arrays;

/** Numbers in the order in which they were added. */
final class Numbers {
    private int[] values = new int[8];
    private int count;

    void add(int number) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = number;
    }

    void addOnce(int number) {
        for (int i = 0; i < count; i++) {
            if (values[i] == number) {
                return;
            }
        }
        add(number);
    }

    int[] toArray() {
        return Arrays.copyOf(values, count);
    }
}
