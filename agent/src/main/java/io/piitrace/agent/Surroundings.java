package io.piitrace.agent;

import java.io.File;
import java.net.URL;
import java.util.jar.JarFile;

/** What has to be right before the agent can start. Java 8, as {@link PreMain}. */
final class Surroundings {
    private Surroundings() {}

    static void requireJava17() {
        String version = System.getProperty("java.specification.version", "0");
        if (version.startsWith("1.") || Integer.parseInt(version) < 17) {
            throw new IllegalStateException("needs Java 17 or later, this is Java " + version);
        }
    }

    static File agentJar() throws Exception {
        URL url = Surroundings.class.getProtectionDomain().getCodeSource().getLocation();
        File file = new File(url.toURI());
        if (file.isFile()) {
            try (JarFile jar = new JarFile(file, false)) {
                String main = jar.getManifest() == null
                        ? null
                        : jar.getManifest().getMainAttributes().getValue("Main-Class");
                if ("io.piitrace.agent.Main".equals(main)) {
                    return file;
                }
            }
        }
        throw new IllegalStateException("the agent was merged into " + file
                + "; use piitrace-agent.jar as it is, and keep it off the class path");
    }

    /** Asked here too, because the options may be what is wrong. */
    static boolean continueAsked(String arguments) {
        String key = "on.start.failure";
        String property = System.getProperty("piitrace." + key, System.getenv("PIITRACE_ON_START_FAILURE"));
        return arguments.contains(key) ? arguments.contains(key + "=continue") : "continue".equals(property);
    }
}
