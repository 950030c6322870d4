package io.piitrace.agent.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person that a security framework holds for a thread.
 *
 * @param proof the framework's own object, by which the same person is recognised without asking it again
 * @param statement what it says about her
 */
record Identity(Object proof, Statement statement) {
    /** The framework was told to forget whom it held. */
    static final Identity NOBODY = new Identity(
            "nobody",
            new Statement(null, null, null, List.of(), null, null, null, Source.NONE, null, null, null, null));

    boolean isNobody() {
        return sameAs(NOBODY);
    }

    boolean sameAs(@Nullable Identity other) {
        return other != null && other.proof == proof;
    }
}
