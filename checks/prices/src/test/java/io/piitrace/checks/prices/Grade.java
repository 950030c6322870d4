package io.piitrace.checks.prices;

/** A record like {@link Payslip} without anything personal. */
record Grade(long id, long grade) {}
