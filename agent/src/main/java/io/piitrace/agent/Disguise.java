package io.piitrace.agent;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.seal.SubjectKey;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replaces principals, and those in whose names they act, by keyed hashes, or leaves them out, as the option {@code principal} says. */
record Disguise(RecordingOptions.Principals form, SubjectKey key) implements UnaryOperator<Context> {
    @Override
    public Context apply(Context context) {
        if (form == RecordingOptions.Principals.RAW) {
            return context;
        }
        String principal = context.principal();
        List<String> roles = context.roles().stream().map(this::role).toList();
        return context.withPrincipal(principal == null ? null : disguised(principal))
                .withRoles(roles);
    }

    private String role(String role) {
        String prefix = Context.ACTING_AS;
        if (!role.startsWith(prefix)) {
            return role;
        }
        String other = disguised(role.substring(prefix.length()));
        return other == null ? prefix + "somebody" : prefix + other;
    }

    private @Nullable String disguised(String principal) {
        return form == RecordingOptions.Principals.HASH ? key.hash("principal", principal) : null;
    }
}
