package io.piitrace.ledger;

/** What the ids of one spool stand for. The same id always stands for an equal value; the writer asks for each of them once per file. */
public interface Definitions {
    Context context(int id);

    Site site(int id);

    Subject subject(int id);
}
