package io.piitrace.agent.projection;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.context.DataHooks;
import io.piitrace.agent.context.advice.Hook;
import io.piitrace.agent.recorder.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Receives what hooked methods tell of data that never become fields.
 *
 * <p><b>Threading.</b> Any thread.
 */
public final class Projections implements DataHooks {
    private final Recorded recorded;
    private final SelectedAttributes selected;
    private final Selections selections;

    public Projections(Catalog catalog, Recorded recorded) {
        this.recorded = recorded;
        this.selected = new SelectedAttributes(catalog);
        this.selections = new Selections(selected, recorded);
    }

    @Override
    public @Nullable Object enter(int hook, @Nullable Object self, @Nullable Object first, @Nullable Object second) {
        switch (hook) {
            case Hook.RECORD -> {
                if (self instanceof String category && second instanceof String name) {
                    recorded.state(category, first, name);
                }
                return null;
            }
            case Hook.RESULT -> {
                return self; // until the result is there
            }
            case Hook.ROWS -> {
                if (self != null) {
                    selections.begin(self);
                }
                return null;
            }
            default -> {
                if (self != null && first != null) {
                    selections.row(self, first);
                }
                return null;
            }
        }
    }

    @Override
    public void exit(int hook, Object scope, @Nullable Object result) {
        if (hook == Hook.RESULT && result != null) {
            selected.add(scope, result);
        }
    }
}
