package io.piitrace.ledger;

/**
 * Which JVM wrote a record.
 *
 * @param service name of the application
 * @param instance this run or this place of it: host and pid unless configured
 */
public record Origin(String service, String instance) {}
