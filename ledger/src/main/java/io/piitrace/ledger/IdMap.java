package io.piitrace.ledger;

import java.util.Arrays;

/**
 * From the ids of a spool to the numbers of a file's dictionary, and a mark for each number of the last block that used it.
 *
 * <p><b>Threading.</b> One thread.
 */
final class IdMap {
    static final int UNDEFINED = -1;

    /** Numbers plus one by id; or if few ids will be known, at the place to which the id is hashed. */
    private int[] numbers;

    private int[] ids = {};
    private int known;
    private final boolean few;
    private int[] marks;
    private int[] marked;
    private int markedCount;

    /**
     * Makes an empty one.
     *
     * @param few whether few of the ids that there are will be known, so that an array of all would waste memory
     */
    IdMap(boolean few) {
        this.few = few;
        int room = few ? 16 : 256;
        numbers = new int[room];
        ids = new int[few ? room : 0];
        marks = new int[room];
        marked = new int[room];
    }

    /** Another spool: no id is known. */
    void clear() {
        Arrays.fill(numbers, 0);
        known = 0;
    }

    int number(int id) {
        if (few) {
            return numbers[place(id)] - 1;
        }
        return id < numbers.length ? numbers[id] - 1 : UNDEFINED;
    }

    void put(int id, int number) {
        if (few) {
            putHashed(id, number);
            return;
        }
        if (id >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(id + 1, numbers.length * 2));
        }
        numbers[id] = number + 1;
    }

    private void putHashed(int id, int number) {
        if (2 * ++known > numbers.length) {
            int[] oldNumbers = numbers;
            int[] oldIds = ids;
            numbers = new int[oldNumbers.length * 2];
            ids = new int[numbers.length];
            for (int i = 0; i < oldNumbers.length; i++) {
                if (oldNumbers[i] != 0) {
                    int place = place(oldIds[i]);
                    numbers[place] = oldNumbers[i];
                    ids[place] = oldIds[i];
                }
            }
        }
        int place = place(id);
        numbers[place] = number + 1;
        ids[place] = id;
    }

    /** Where the id is, or where it would be: there is always a free place. */
    private int place(int id) {
        int place = (id * 0x9E3779B9) >>> 8 & (numbers.length - 1);
        while (numbers[place] != 0 && ids[place] != id) {
            place = (place + 1) & (numbers.length - 1);
        }
        return place;
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
