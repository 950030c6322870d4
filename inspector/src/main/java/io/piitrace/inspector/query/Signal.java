package io.piitrace.inspector.query;

/**
 * One thing that speaks against an access.
 *
 * @param rule short code: {@code undeclared}, {@code bulk}
 * @param weight how much it speaks against it, from 0 to 1
 * @param reason a sentence for a person
 */
public record Signal(String rule, double weight, String reason) {}
