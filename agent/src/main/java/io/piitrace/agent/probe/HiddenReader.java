package io.piitrace.agent.probe;

import java.util.function.Function;

/** Is defined once more, as a hidden class. */
final class HiddenReader implements Function<Canary, String> {
    @Override
    public String apply(Canary canary) {
        return canary.hiddenClass;
    }
}
