package io.piitrace.ledger;

/** For batches of notices alone. */
final class NoDefinitions implements Definitions {
    @Override
    public Context context(int id) {
        throw new IllegalArgumentException("no context: id=" + id);
    }

    @Override
    public Site site(int id) {
        throw new IllegalArgumentException("no site: id=" + id);
    }

    @Override
    public Subject subject(int id) {
        throw new IllegalArgumentException("no subject: id=" + id);
    }
}
