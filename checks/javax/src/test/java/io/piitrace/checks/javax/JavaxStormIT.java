package io.piitrace.checks.javax;

import io.piitrace.checks.handoffs.Jvm;
import io.piitrace.checks.handoffs.StormLedger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Dpiitrace.storm.requests=200000} for as many on every server. */
class JavaxStormIT {
    private static final int REQUESTS = Integer.getInteger("piitrace.storm.requests", 1_500);

    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"tomcat-9", "jetty-10", "undertow-2.2"})
    void nobodysReadsAreRecordedAsSomebodyElses(String server) throws Exception {
        Jvm jvm = new Jvm(dir);
        List<String> said = jvm.run(",identity.party.CLERK=client-user", JavaxStorm.class, server, "" + REQUESTS);
        StormLedger.check(server, REQUESTS, said, jvm.ledger());
    }
}
