package io.piitrace.checks.prices;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.Rules;
import io.piitrace.agent.weave.Weaver;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What a class costs that has nothing personal in it: every class of the given jars is offered to the weaver once, in the order of the jar, as
 * the JVM would when it loads them.
 *
 * <p>CPU time of the one thread that does it, in microseconds a class: {@code cold} is the first pass of a JVM, {@code warm} the
 * best of those that follow, each with a weaver that has seen nothing. What the JVM itself takes to call a transformer is not in it.
 */
public final class FilterPrice {
    private static final int PASSES = 8;
    private static final String BRIDGE = "java/lang/$Piitrace";

    private record Loaded(String name, byte[] bytes) {}

    private FilterPrice() {}

    /** Argument: a class path; only its Spring and Hibernate jars are taken, or all if a second argument says {@code all}. */
    public static void main(String[] arguments) throws IOException {
        boolean everything = arguments.length > 1 && arguments[1].equals("all");
        List<File> jars = new ArrayList<>();
        for (String entry : arguments[0].split(File.pathSeparator, -1)) {
            File file = new File(entry);
            boolean named =
                    file.getName().startsWith("spring-") || file.getName().startsWith("hibernate-");
            if (file.isFile() && entry.endsWith(".jar") && (everything || named)) {
                jars.add(file);
            }
        }
        List<Loaded> classes = new ArrayList<>();
        for (File jar : jars) {
            read(jar, classes);
        }
        if (classes.size() < 1000) {
            throw new IllegalStateException("only " + classes.size() + " classes in " + jars);
        }
        System.out.printf("%d classes of %d jars%n", classes.size(), jars.size());
        pass("cold", jars, classes);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < PASSES; i++) {
            best = Math.min(best, pass(null, jars, classes));
        }
        System.out.printf("warm  %6.2f µs a class%n", best);
    }

    private static double pass(String label, List<File> jars, List<Loaded> classes) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int[] gaps = {0};
        Catalog catalog = new Catalog(new Rules(Map.of(), Map.of(), Map.of(), Map.of()));
        Weaver weaver = new Weaver(catalog, (owner, site) -> {}, (what, why) -> gaps[0]++, BRIDGE);
        int woven = 0;
        try (URLClassLoader loader = new URLClassLoader(urls(jars), ClassLoader.getPlatformClassLoader())) {
            long before = threads.getCurrentThreadCpuTime();
            for (Loaded type : classes) {
                if (weaver.transform(null, loader, type.name, null, null, type.bytes) != null) {
                    woven++;
                }
            }
            double price = (threads.getCurrentThreadCpuTime() - before) / 1e3 / classes.size();
            if (label != null) {
                System.out.printf("%s  %6.2f µs a class; %d woven, %d gaps%n", label, price, woven, gaps[0]);
            }
            return price;
        }
    }

    private static void read(File jar, List<Loaded> to) throws IOException {
        try (JarFile file = new JarFile(jar, false)) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class")) {
                    to.add(new Loaded(
                            name.substring(0, name.length() - 6),
                            file.getInputStream(entry).readAllBytes()));
                }
            }
        }
    }

    private static URL[] urls(List<File> files) throws MalformedURLException {
        URL[] urls = new URL[files.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = files.get(i).toURI().toURL();
        }
        return urls;
    }
}
