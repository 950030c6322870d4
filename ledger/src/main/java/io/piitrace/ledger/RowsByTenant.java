package io.piitrace.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the rows of a batch by the tenant whose key encrypts them: the tenant of the data if the object says so, otherwise that under which the access ran.
 *
 * <p><b>Threading.</b> One thread.
 */
final class RowsByTenant {
    private static final int UNKNOWN = 0;
    private static final int NO_TENANT = 1;

    private final Map<String, Integer> slots = new HashMap<>();
    private final List<@Nullable String> tenants = new ArrayList<>(Arrays.asList(null, null));
    private @Nullable Definitions definitions;
    private int[] contextSlots = new int[256];
    private int[] subjectSlots = new int[256];
    private int[] rowSlots = {};
    private int[] order = {};
    private int[] ends = {};

    void sort(Batch batch, Definitions from) {
        if (from != definitions) {
            definitions = from;
            Arrays.fill(contextSlots, UNKNOWN);
            Arrays.fill(subjectSlots, UNKNOWN);
        }
        int rows = batch.accesses;
        if (rows > order.length) {
            order = new int[batch.contexts.length];
            rowSlots = new int[batch.contexts.length];
        }
        for (int row = 0; row < rows; row++) {
            int slot = ofSubject(batch.subjects[row], from);
            rowSlots[row] = slot == NO_TENANT ? ofContext(batch.contexts[row], from) : slot;
        }
        int[] next = new int[tenants.size() + 1];
        for (int row = 0; row < rows; row++) {
            next[rowSlots[row] + 1]++;
        }
        for (int slot = 1; slot < next.length; slot++) {
            next[slot] += next[slot - 1];
        }
        for (int row = 0; row < rows; row++) {
            order[next[rowSlots[row]]++] = row;
        }
        ends = next;
    }

    /** Places of the rows in the batch, those of each slot together and in their order. */
    int[] order() {
        return order;
    }

    int slots() {
        return tenants.size();
    }

    /** Where in {@link #order} the rows of a slot begin. */
    int begin(int slot) {
        return slot == 0 ? 0 : ends[slot - 1];
    }

    int end(int slot) {
        return ends[slot];
    }

    /** Whose rows they are; null for nobody's. */
    @Nullable
    String tenant(int slot) {
        return tenants.get(slot);
    }

    private int ofContext(int id, Definitions from) {
        if (id >= contextSlots.length) {
            contextSlots = Arrays.copyOf(contextSlots, Math.max(id + 1, contextSlots.length * 2));
        }
        if (contextSlots[id] == UNKNOWN) {
            contextSlots[id] = slot(from.context(id).tenant());
        }
        return contextSlots[id];
    }

    private int ofSubject(int id, Definitions from) {
        if (id >= subjectSlots.length) {
            subjectSlots = Arrays.copyOf(subjectSlots, Math.max(id + 1, subjectSlots.length * 2));
        }
        if (subjectSlots[id] == UNKNOWN) {
            subjectSlots[id] = slot(from.subject(id).tenant());
        }
        return subjectSlots[id];
    }

    private int slot(@Nullable String tenant) {
        if (tenant == null) {
            return NO_TENANT;
        }
        return slots.computeIfAbsent(tenant, name -> {
            tenants.add(name);
            return tenants.size() - 1;
        });
    }
}
