package io.piitrace.ledger;

import java.util.Arrays;

/**
 * From the ids of a spool to the numbers of a file's dictionary, and a mark for each number of the last block that used it.
 *
 * <p><b>Threading.</b> One thread.
 */
final class IdMap {
    static final int UNDEFINED = -1;

    private int[] numbers = new int[256];
    private int[] marks = new int[256];
    private int[] marked = new int[256];
    private int markedCount;

    /** Another spool, or another file: no id is known. */
    void clear() {
        Arrays.fill(numbers, 0);
    }

    /** The file's dictionary begins anew: no number is in use. */
    void clearMarks() {
        Arrays.fill(marks, 0);
        markedCount = 0;
    }

    int number(int id) {
        return id < numbers.length ? numbers[id] - 1 : UNDEFINED;
    }

    void put(int id, int number) {
        if (id >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(id + 1, numbers.length * 2));
        }
        numbers[id] = number + 1;
    }

    void beginBlock() {
        markedCount = 0;
    }

    /** Notes that this block, a positive number, uses the number. */
    void mark(int number, int block) {
        if (number >= marks.length) {
            marks = Arrays.copyOf(marks, Math.max(number + 1, marks.length * 2));
        }
        if (marks[number] != block) {
            marks[number] = block;
            if (markedCount == marked.length) {
                marked = Arrays.copyOf(marked, markedCount * 2);
            }
            marked[markedCount++] = number;
        }
    }

    /** How many different numbers the block uses. */
    int markedCount() {
        return markedCount;
    }

    int marked(int index) {
        return marked[index];
    }
}
