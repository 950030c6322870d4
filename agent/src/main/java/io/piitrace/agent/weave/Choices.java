package io.piitrace.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads whose site depends on the object: decided at each read, by a choice that the weaver numbered.
 *
 * <p><b>Threading.</b> Any thread.
 */
final class Choices implements ObjIntConsumer<Object> {
    /** Decides which site a read of this object is. */
    interface Choice {
        /** 0 if the field of this object is not personal. */
        int site(Object owner);
    }

    private final ObjIntConsumer<Object> read;
    private final List<Choice> choices = new ArrayList<>();
    private volatile Choice[] table = new Choice[0];

    Choices(ObjIntConsumer<Object> read) {
        this.read = read;
    }

    synchronized int number(Choice choice) {
        int known = choices.indexOf(choice);
        if (known >= 0) {
            return known;
        }
        choices.add(choice);
        table = choices.toArray(new Choice[0]);
        return choices.size() - 1;
    }

    @Override
    public void accept(@Nullable Object owner, int choice) {
        if (owner != null) {
            int site = table[choice].site(owner);
            if (site != 0) {
                read.accept(owner, site);
            }
        }
    }
}
