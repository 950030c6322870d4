package io.piitrace.agent;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.context.Hooks;
import io.piitrace.agent.context.Leaks;
import io.piitrace.agent.hook.Targets;
import io.piitrace.agent.monitor.AttachWatch;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.agent.monitor.Notices;
import io.piitrace.agent.projection.Projections;
import io.piitrace.agent.route.Routes;
import io.piitrace.agent.weave.BridgeInstaller;
import io.piitrace.agent.weave.Retransformation;
import io.piitrace.agent.weave.Reweaver;
import io.piitrace.agent.weave.Weaver;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.TracedField;
import io.piitrace.ledger.seal.SubjectKey;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The agent's life, from options to woven classes.
 *
 * <p><b>Threading.</b> {@link #start} runs on the JVM's main thread, before the application's.
 *
 * <p><b>Failure.</b> An {@link IllegalStateException} whose message is the one line that the operator gets; unless the options
 * say to go on without tracing.
 */
public final class Agent {
    private Agent() {}

    /** The start line. */
    public static String start(String arguments, Instrumentation instrumentation, File jar, boolean late) {
        AgentOptions options;
        try {
            options = OptionReader.read(arguments, System.getProperties(), System.getenv());
        } catch (BadOptionException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        String version = Version.of(jar);
        String name = "piitrace " + version + ": ";
        if (!options.flag(Option.ENABLED)) {
            return name + "disabled";
        }
        try {
            return name + start(options, instrumentation, jar, version, late);
        } catch (Exception | LinkageError e) {
            boolean meant = e instanceof BadOptionException || e instanceof IllegalArgumentException;
            String line = meant ? e.getMessage() : "could not start: " + e;
            if (options.text(Option.ON_START_FAILURE).equals("continue")) {
                return name + "not tracing: " + line;
            }
            throw new IllegalStateException(line, e);
        }
    }

    private static String start(
            AgentOptions options, Instrumentation instrumentation, File jar, String version, boolean late)
            throws Exception {
        openUnsafe(instrumentation);
        File dir = Settings.directory(options);
        Diagnostics.writeTo(new File(dir, "piitrace.log"));
        Origin origin = Settings.origin(options);
        SubjectKey key = Settings.subjectKey(options, dir);
        Notices notices = new Notices();
        Catalog catalog = new Catalog(Settings.rules(options));
        RecordingOptions recorded = Settings.recording(options, dir, origin, key);
        Recording recording = Recording.start(recorded, catalog, notices);

        Hooks hooks =
                new Hooks(ContextSettings.of(options, key), notices, new Projections(catalog, recording.recorded()));
        if (options.flag(Option.CONTEXT_STRICT)) {
            Leaks.watch();
        }

        BridgeInstaller.Mode bridge = BridgeInstaller.mode(Boolean.getBoolean("piitrace.test.boot.jar"));
        Weaver weaver = new Weaver(catalog, recording.read(), notices::gap, bridge.className());
        ExposureNotices exposures = new ExposureNotices(notices, recorded.disguise());
        Routes routes = WovenRoutes.of(weaver, recording.read(), notices, exposures);
        Reweaver reweaver = new Reweaver(instrumentation, weaver.mentions(), notices::gap);
        recording.through(BridgeInstaller.install(
                bridge,
                instrumentation,
                new Targets(
                        recording.read(),
                        weaver.select(),
                        recording.call(),
                        recording.called(),
                        weaver.link(),
                        hooks.enter(),
                        hooks.exit(),
                        hooks.run(),
                        routes.targets(),
                        reweaver::settle,
                        recording.seldom())));
        instrumentation.addTransformer(weaver, true);
        routes.install(instrumentation, bridge.className());
        if (options.flag(Option.UNSAFE_STRICT)) {
            routes.watchAllUnsafe(bridge.className());
        }
        hooks.install(instrumentation, bridge.className());
        if (!late) {
            hooks.program(Settings.program());
        }
        File companion = Settings.companion(options, dir);
        if (companion != null) {
            watchNative(routes, instrumentation, companion);
        }
        int earlier = Retransformation.all(instrumentation, notices::gap);
        reweaver.start();
        new UnmatchedEntries(catalog, notices).start();

        new StartSelfTest(jar, catalog, recording, notices, companion != null).start(options.text(Option.SELF_TEST));
        if (late) {
            notices.gap("attached to a running JVM", "fields, handles and updaters obtained before are not traced");
        }
        Inventory inventory = Inventory.ofThisJvm();
        inventory.say(notices::gap);
        AttachWatch attached = new AttachWatch(exposures::exposed);
        if (inventory.isAttachable()) {
            attached.start();
        }
        notices.notice(NoticeType.START, startAttributes(version, bridge, earlier, companion != null));
        notices.notice(NoticeType.CONFIG, options.given());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(catalog, notices, recording, attached), "piitrace-stop"));
        return "tracing " + origin.service() + " into " + dir + ", bridge in " + bridge.description();
    }

    private static void watchNative(Routes routes, Instrumentation instrumentation, File companion)
            throws BadOptionException {
        try {
            routes.watchNative(instrumentation, companion);
        } catch (IOException e) {
            throw new BadOptionException("native.companion: " + e.getMessage());
        }
    }

    private static void stop(Catalog catalog, Notices notices, Recording recording, AttachWatch attached) {
        attached.look();
        new UnmatchedEntries(catalog, notices).report();
        boolean leaks = Leaks.found();
        recording.stop(Map.of("fields", Long.toString(applicationFields(catalog))));
        if (leaks) {
            Runtime.getRuntime().halt(1); // an exit status can no longer be given in another way
        }
    }

    /** Those of the self-test's canary left out. */
    private static long applicationFields(Catalog catalog) {
        long fields = 0;
        for (TracedField field : catalog.fields()) {
            fields += field.owner().startsWith("io.piitrace.agent.probe.") ? 0 : 1;
        }
        return fields;
    }

    private static Map<String, String> startAttributes(
            String version, BridgeInstaller.Mode bridge, int earlier, boolean companion) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("version", version);
        attributes.put("java", System.getProperty("java.runtime.version", "unknown"));
        attributes.put("bridge", bridge.description());
        attributes.put("loadedBefore", Integer.toString(earlier));
        attributes.put("notTraced", String.join("; ", OpenRoutes.names(companion)));
        return attributes;
    }

    /** The recorder writes through {@code jdk.internal.misc.Unsafe}; nobody but this loader's classes is given it. */
    private static void openUnsafe(Instrumentation instrumentation) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.misc", Set.of(Agent.class.getModule())),
                Map.of(),
                Set.of(),
                Map.of());
    }
}
