package io.piitrace.agent;

import java.io.File;
import java.io.IOException;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The version that the agent's jar says it has. */
final class Version {
    private Version() {}

    static String of(File jar) {
        try (JarFile file = new JarFile(jar, false)) {
            Manifest manifest = file.getManifest();
            String version =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Piitrace-Version");
            return version == null ? "unknown" : version.replace("-SNAPSHOT", "");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
