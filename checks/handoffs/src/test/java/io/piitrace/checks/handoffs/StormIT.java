package io.piitrace.checks.handoffs;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dpiitrace.storm.requests=200000} for as many on every server. */
class StormIT {
    private static final int REQUESTS = Integer.getInteger("piitrace.storm.requests", 1_500);

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"tomcat", "jetty", "undertow"})
    void nobodysReadsAreRecordedAsSomebodyElses(String server) throws Exception {
        Jvm jvm = new Jvm(dir);
        List<String> said = jvm.run(",identity.party.CLERK=client-user", Storm.class, server, "" + REQUESTS);
        StormLedger.check(server, REQUESTS, said, jvm.ledger());
    }
}
