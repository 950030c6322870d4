package io.piitrace.agent.route;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;

/** The library that sees reads by native code: where it is, and how it comes into this JVM. */
public final class Companion {
    private static final String NAME = "libpiitrace-companion.so";

    private Companion() {}

    /** Where the library for this machine stands in the agent's jar. */
    private static String resource() {
        String system = System.getProperty("os.name", "").startsWith("Linux") ? "linux" : "other";
        return "/io/piitrace/agent/companion/" + system + '-' + System.getProperty("os.arch", "unknown") + '/' + NAME;
    }

    /** Whether the agent's jar has one for this machine. */
    public static boolean isPacked() {
        return Companion.class.getResource(resource()) != null;
    }

    /** The packed library, in a file of this directory. */
    public static File unpack(File dir) throws IOException {
        File file = new File(dir, NAME);
        File fresh = new File(dir, NAME + '.' + ProcessHandle.current().pid());
        try (InputStream in = Companion.class.getResourceAsStream(resource())) {
            if (in == null) {
                throw new IOException("the agent's jar has no companion for this machine; name a file");
            }
            try (FileOutputStream out = new FileOutputStream(fresh)) {
                in.transferTo(out);
            }
        }
        // other JVMs may have the old one loaded: it is replaced, and not written into
        if (!fresh.renameTo(file)) {
            throw new IOException("cannot write " + file);
        }
        return file;
    }

    /**
     * Loads it. {@code System.load} would warn, from Java 24 on, of native access by a module that the operator never named;
     * whoever sets the option has named it.
     */
    static void load(Instrumentation instrumentation, File library) throws IOException {
        Set<Module> agent = Set.of(Companion.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(), Map.of(), Map.of("java.lang", agent), Set.of(), Map.of());
        try {
            Method load = Runtime.class.getDeclaredMethod("load0", Class.class, String.class);
            load.setAccessible(true);
            load.invoke(Runtime.getRuntime(), NativeReads.class, library.getAbsolutePath());
        } catch (InvocationTargetException e) {
            throw new IOException("cannot load " + e.getTargetException().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IOException("cannot load " + library + ": this JDK has no way to", e);
        }
    }
}
