package io.piitrace.agent;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.Rules;
import io.piitrace.agent.hook.Targets;
import io.piitrace.agent.monitor.Diagnostics;
import io.piitrace.agent.monitor.Notices;
import io.piitrace.agent.weave.BridgeInstaller;
import io.piitrace.agent.weave.Retransformation;
import io.piitrace.agent.weave.Weaver;
import java.io.File;
import java.lang.instrument.Instrumentation;
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
        String name = "piitrace " + Version.of(jar) + ": ";
        if (!options.flag(Option.ENABLED)) {
            return name + "disabled";
        }
        try {
            return name + start(options, instrumentation);
        } catch (Exception | LinkageError e) {
            String line = e instanceof BadOptionException ? e.getMessage() : "could not start: " + e;
            if (options.text(Option.ON_START_FAILURE).equals("continue")) {
                return name + "not tracing: " + line;
            }
            throw new IllegalStateException(line, e);
        }
    }

    private static String start(AgentOptions options, Instrumentation instrumentation) throws Exception {
        openUnsafe(instrumentation);
        File dir = directory(options);
        Diagnostics.writeTo(new File(dir, "piitrace.log"));
        Notices notices = new Notices();
        Catalog catalog = new Catalog(rules(options));
        BridgeInstaller.Mode mode = BridgeInstaller.mode(Boolean.getBoolean("piitrace.test.boot.jar"));
        Weaver weaver = new Weaver(catalog, (owner, site) -> {}, notices::gap, mode.className());
        BridgeInstaller.install(
                mode,
                instrumentation,
                new Targets((owner, site) -> {}, weaver.select(), null, null, weaver.link(), null, null, null));
        instrumentation.addTransformer(weaver, true);
        Retransformation.all(instrumentation, notices::gap);
        return "tracing, bridge in " + mode.description() + ", " + dir;
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

    private static File directory(AgentOptions options) throws BadOptionException {
        File dir = new File(options.text(Option.DIR)).getAbsoluteFile();
        if (!dir.isDirectory() && !dir.mkdirs()) {
            throw new BadOptionException("dir: cannot create " + dir);
        }
        if (!dir.canWrite()) {
            throw new BadOptionException("dir: cannot write to " + dir);
        }
        return dir;
    }

    private static Rules rules(AgentOptions options) throws BadOptionException {
        try {
            return new Rules(
                    options.entries(Option.FIELD),
                    options.entries(Option.SUBJECT),
                    options.entries(Option.TENANT_OF),
                    options.entries(Option.ANNOTATION));
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(String.valueOf(e.getMessage()));
        }
    }
}
