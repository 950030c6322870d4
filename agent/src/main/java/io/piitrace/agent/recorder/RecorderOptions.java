package io.piitrace.agent.recorder;

import io.piitrace.ledger.Context;
import io.piitrace.ledger.seal.SubjectKey;
import java.util.function.UnaryOperator;

/**
 * What the recorder can be told.
 *
 * @param tenant the tenant of contexts that name none; empty for none
 * @param subjectKey the key of pseudonyms
 * @param disguise applied to every context before it is defined
 * @param fullMaxMs how long an access waits for room in its ring, 0 for not at all
 * @param maxDefinitionLength bytes of definitions after which a new spool is begun
 * @param maxSubjects subjects after which a new spool is begun
 */
public record RecorderOptions(
        String tenant,
        SubjectKey subjectKey,
        UnaryOperator<Context> disguise,
        long fullMaxMs,
        long maxDefinitionLength,
        int maxSubjects) {
    /** The usual bounds. */
    public static RecorderOptions of(
            String tenant, SubjectKey subjectKey, UnaryOperator<Context> disguise, long fullMaxMs) {
        return new RecorderOptions(tenant, subjectKey, disguise, fullMaxMs, 16L << 20, 1 << 18);
    }

    /** The same with spools that define at most about so many bytes. */
    public RecorderOptions defining(long maxBytes) {
        return new RecorderOptions(
                tenant, subjectKey, disguise, fullMaxMs, Math.min(maxDefinitionLength, maxBytes), maxSubjects);
    }
}
