package io.piitrace.agent;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.context.Frames;
import io.piitrace.agent.monitor.Notices;
import io.piitrace.agent.probe.StartProbe;
import io.piitrace.agent.route.Routes;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The self-test in the JVM that is traced: what the routes of this JDK, with these options and these other agents, let through.
 *
 * <p><b>Threading.</b> Before the application in the main thread, or after its start in a daemon thread.
 *
 * <p><b>Failure.</b> What is not caught is a gap, or stops the start.
 */
final class StartSelfTest implements Runnable {
    /** An application that has ended by then does not pay for it. */
    private static final long DELAY_MS = Long.getLong("piitrace.test.self.test.delay", 5000);

    private final File jar;
    private final Catalog catalog;
    private final Recording recording;
    private final Notices notices;
    private final boolean companion;

    /** @param companion whether native code is watched */
    StartSelfTest(File jar, Catalog catalog, Recording recording, Notices notices, boolean companion) {
        this.jar = jar;
        this.catalog = catalog;
        this.recording = recording;
        this.notices = notices;
        this.companion = companion;
    }

    /** As the option says. */
    void start(String when) throws BadOptionException {
        if (when.equals("abort")) {
            Map<String, String> failures = failures();
            if (!failures.isEmpty()) {
                throw new BadOptionException("self.test: not every route to a field is caught: " + failures);
            }
        } else if (when.equals("gap")) {
            Thread thread = new Thread(null, this, "piitrace-self-test", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
        }
    }

    @Override
    public void run() {
        try {
            Thread.sleep(DELAY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        failures().forEach((route, why) -> notices.gap("self-test: " + route, why));
    }

    private Map<String, String> failures() {
        Map<String, String> failures = new TreeMap<>();
        StartProbe probe =
                new StartProbe(jar, site -> catalog.site(site).field().name(), companion ? Routes::tryNative : null);
        recording.listen(probe.heard());
        Frames.silently(() -> {
            try {
                failures.putAll(probe.notCaught());
            } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
                failures.put("all routes", "could not be gone: " + e);
            }
        });
        recording.listen(null);
        return failures;
    }
}
