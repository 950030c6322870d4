package io.piitrace.agent.recorder;

import io.piitrace.ledger.spool.Word;

/**
 * All that the usual access needs to know about its place in the code: made once in a spool for each place, for the first class of objects that are read there, if the id
 * of these is one load away.
 *
 * <p><b>Threading.</b> Immutable, and so safe to be found through a race. It holds the class, and is forgotten about once a minute for that.
 */
final class Row {
    /** The site of the read; another number than the row's own where the row stands for a call of an accessor. */
    final int site;

    final Class<?> type;
    /** The word of an access, without subject and lap. */
    final long word;

    final long offset;
    /** How the id is found, see {@link FieldPath}. */
    final int direct;

    Row(Class<?> type, int site, int variant, FieldPath subject) {
        this.type = type;
        this.site = site;
        this.word = Word.of(variant, 0);
        this.direct = subject.direct();
        this.offset = subject.offset();
    }
}
