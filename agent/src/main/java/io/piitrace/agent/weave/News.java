package io.piitrace.agent.weave;

/**
 * What has become known, and as which piece of news: a table of numbers, since every mention of every class is looked up in it.
 *
 * <p><b>Threading.</b> Whoever holds the lock of {@link Mentions} writes; read once nobody writes any more.
 */
final class News {
    private static final int SPREAD = 0x9E3779B9;

    private int[] mentions = new int[64];
    /** Counts from 1; 0 where there is nothing. */
    private int[] when = new int[64];

    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void put(int mention, int number) {
        if (2 * count >= when.length) {
            grow();
        }
        int slot = slot(mention);
        count += when[slot] == 0 ? 1 : 0;
        mentions[slot] = mention;
        when[slot] = number;
    }

    /** 0 if it is not among them. */
    int when(int mention) {
        return when[slot(mention)];
    }

    private int slot(int mention) {
        int mask = when.length - 1;
        int slot = ((mention * SPREAD) >>> 8) & mask;
        while (when[slot] != 0 && mentions[slot] != mention) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldMentions = mentions;
        int[] oldWhen = when;
        mentions = new int[2 * oldWhen.length];
        when = new int[2 * oldWhen.length];
        count = 0;
        for (int i = 0; i < oldWhen.length; i++) {
            if (oldWhen[i] != 0) {
                put(oldMentions[i], oldWhen[i]);
            }
        }
    }
}
