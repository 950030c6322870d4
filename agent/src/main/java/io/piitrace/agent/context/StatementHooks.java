package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.Hook;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What code itself says: {@code AccessContext} and declared purposes. */
final class StatementHooks {
    private final Map<String, Statement> annotated = new ConcurrentHashMap<>();
    private final Map<String, Statement> ruled = new ConcurrentHashMap<>();

    @Nullable
    Object enter(FrameStack stack, int hook, @Nullable Object first, @Nullable Object second) {
        return switch (hook) {
            case Hook.API_ENTER -> first instanceof Object[] pairs ? open(stack, stated(pairs)) : null;
            case Hook.API_EXIT -> end(first);
            case Hook.API_CAPTURE -> stack.current();
            case Hook.API_RESUME -> first instanceof Frame frame ? stack.openBoundary(frame) : null;
            default -> first instanceof String purpose ? stack.open(declared(purpose, "rule".equals(second))) : null;
        };
    }

    private static Scope open(FrameStack stack, Statement statement) {
        Scope scope = stack.open(statement);
        scope.isStated = true;
        Leaks.opened(scope);
        return scope;
    }

    private static @Nullable Object end(@Nullable Object token) {
        if (token instanceof Scope scope) {
            scope.close();
        }
        return null;
    }

    private Statement declared(String purpose, boolean byRule) {
        Map<String, Statement> known = byRule ? ruled : annotated;
        Statement statement = known.get(purpose);
        if (statement == null) {
            statement = Statement.purpose(purpose, byRule ? Source.RULE : Source.ANNOTATION);
            known.put(purpose, statement); // as many as there are in the code
        }
        return statement;
    }

    /** Names that this version does not know are left out: the application may have a later one. */
    private static Statement stated(Object[] pairs) {
        String[] values = new String[8];
        List<String> roles = null;
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            if (pairs[i + 1] instanceof String[] several) {
                roles = List.of(several);
            } else if (pairs[i] instanceof String name && pairs[i + 1] instanceof String value) {
                int index = NAMES.indexOf(name);
                if (index >= 0) {
                    values[index] = value;
                }
            }
        }
        return new Statement(
                values[0],
                values[1],
                values[2],
                roles,
                values[3],
                null,
                values[4],
                Source.API,
                values[5],
                values[6],
                null,
                values[7]);
    }

    private static final List<String> NAMES =
            List.of("tenant", "principal", "party", "region", "purpose", "ticket", "entry", "request");
}
