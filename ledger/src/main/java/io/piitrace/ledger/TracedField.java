package io.piitrace.ledger;

/**
 * A field that holds personal data.
 *
 * @param owner binary name of the declaring class, {@code com.acme.Employee}
 * @param name the field's name
 * @param category what kind of fact it holds, a code of the vocabulary or the client's own
 */
public record TracedField(String owner, String name, String category) {
    /** The field as records write it: {@code com.acme.Employee#ssn}. */
    public String display() {
        return owner + '#' + name;
    }
}
