package io.piitrace.checks.peers;

import java.io.IOException;
import java.nio.file.Path;

/** One way to keep a record of each access: one call of the getter and one record with field, subject, principal, role, purpose, tenant, trace and site. */
interface Peer {
    String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    String SITE = "com.acme.Payroll.run(Payroll.java:42)";

    /** Begins to record into this directory. */
    void open(Path dir) throws Exception;

    /** Reads everybody's salary once and records each read. */
    long burst(Person[] people);

    /** Waits until nothing is queued. */
    default void await() {}

    /** Everything recorded is on the disk when this returns; or when the process has ended, with the agent. */
    void close() throws Exception;

    /** How many records are on the disk, told by reading them; the JVM that wrote them has ended. */
    long recorded(Path dir) throws IOException;

    static Peer of(String name) {
        return switch (name) {
            case "getter", "piitrace" -> new GetterPeer();
            case "floor" -> new FloorPeer();
            case "jfr" -> new JfrPeer();
            case "log4j2-async" -> new Log4jPeer();
            case "logback-async" -> new LogbackPeer();
            case "chronicle" -> new ChroniclePeer();
            case "otel-log" -> new OtelPeer();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
