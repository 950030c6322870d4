package io.piitrace.agent;

import io.piitrace.agent.probe.SelfTestRun;
import io.piitrace.agent.route.Companion;
import java.io.File;
import java.io.PrintStream;
import java.net.URISyntaxException;

/** {@code java -jar piitrace-agent.jar}: tells what the agent is; tracing itself is {@code -javaagent}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(run(arguments.length == 1 ? arguments[0] : "", System.out, System.err));
    }

    static int run(String command, PrintStream out, PrintStream err) throws Exception {
        switch (command) {
            case "--version" -> out.println("piitrace " + Version.of(jar()));
            case "--help" -> help(out);
            case "--self-test" -> {
                boolean companion = Companion.isPacked();
                int exit = SelfTestRun.run(jar(), companion, out);
                OpenRoutes.names(companion).forEach(route -> out.println("open        " + route));
                return exit;
            }
            default -> {
                err.println("usage: java -jar piitrace-agent.jar --version | --help | --self-test");
                return 2;
            }
        }
        return 0;
    }

    private static void help(PrintStream out) {
        out.println("java -javaagent:piitrace-agent.jar=KEY=VALUE,KEY=VALUE … the application");
        out.println();
        out.println("Every option may also be a system property piitrace.KEY, an environment variable PIITRACE_KEY");
        out.println("(upper case, _ for . and -), or stand in the properties file that \"config\" names; the first of");
        out.println("these that is there counts.");
        for (Option option : Option.values()) {
            out.println();
            out.println("  " + option.key() + (option.kind() == Option.Kind.ENTRIES ? "…" : ""));
            out.println("      " + option.help()
                    + (option.byDefault().isEmpty() ? "" : " (default " + option.byDefault() + ")"));
            out.println("      for example " + option.example());
        }
    }

    private static File jar() throws URISyntaxException {
        return new File(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
