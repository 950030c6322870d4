package io.piitrace.demo;

import java.nio.file.Path;

/** Where the build left what the end-to-end tests run. */
final class Packaged {
    static final Path ROOT = Path.of(System.getProperty("piitrace.test.root", ".."));
    static final Path JAVA = Path.of(System.getProperty("piitrace.test.jvm", "java"));
    static final Path APPLICATION = ROOT.resolve("demo-app/target/piitrace-demo-app.jar");
    static final Path AGENT = ROOT.resolve("agent/target/piitrace-agent.jar");
    static final Path INSPECTOR = ROOT.resolve("inspector/target/piitrace.jar");

    private Packaged() {}
}
