package io.piitrace.agent;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.seal.SubjectKey;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replaces principals by keyed hashes, or leaves them out, as the option {@code principal} says. */
record Disguise(RecordingOptions.Principals form, SubjectKey key) implements UnaryOperator<Context> {
    @Override
    public Context apply(Context context) {
        String principal = context.principal();
        if (form == RecordingOptions.Principals.RAW || principal == null) {
            return context;
        }
        return context.withPrincipal(disguised(principal));
    }

    private @Nullable String disguised(String principal) {
        return form == RecordingOptions.Principals.HASH ? key.hash("principal", principal) : null;
    }
}
