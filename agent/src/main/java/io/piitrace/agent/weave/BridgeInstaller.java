package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Renaming;
import io.piitrace.agent.hook.Bridge;
import io.piitrace.agent.hook.Targets;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.function.ObjIntConsumer;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Defines the bridge where every class can see it.
 *
 * <p>{@code java.lang} of {@code java.base} is the one package that OSGi frameworks, WildFly's module loader and named modules
 * all let through, and a class defined there leaves class data sharing on. A jar on the boot class path, which has none of
 * these properties, is what remains if a JVM forbids that.
 */
public final class BridgeInstaller {
    private static final String IN_JAVA_LANG = "java/lang/$Piitrace";
    private static final String ON_BOOT_PATH = "io/piitrace/boot/Bridge";

    /** Where the bridge stands. */
    public enum Mode {
        JAVA_LANG(IN_JAVA_LANG),
        BOOT_JAR(ON_BOOT_PATH);

        private final String className;

        Mode(String className) {
            this.className = className;
        }

        /** Internal name of the bridge. */
        public String className() {
            return className;
        }

        /** As start line and ledger write it. */
        public String description() {
            return this == JAVA_LANG ? "java.lang" : "boot jar";
        }
    }

    private BridgeInstaller() {}

    /** Finds out where the bridge can stand, without defining it yet. */
    public static Mode mode(boolean forceBootJar) {
        return forceBootJar || !canDefine() ? Mode.BOOT_JAR : Mode.JAVA_LANG;
    }

    /**
     * Defines and initialises the bridge, which takes the targets.
     *
     * @return the door to what is seldom
     */
    public static ObjIntConsumer<Object> install(Mode mode, Instrumentation instrumentation, Targets targets)
            throws IOException, ClassNotFoundException {
        byte[] bytes = renamed(mode.className());
        @Nullable Object[] handed = targets.handOver();
        if (mode == Mode.JAVA_LANG) {
            Unsafe unsafe = Unsafe.getUnsafe();
            unsafe.ensureClassInitialized(unsafe.defineClass(IN_JAVA_LANG, bytes, 0, bytes.length, null, null));
        } else {
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(bootJar(bytes)));
            Class.forName(ON_BOOT_PATH.replace('/', '.'), true, null);
        }
        return Targets.door(handed);
    }

    private static boolean canDefine() {
        return Object.class.getModule().isExported("jdk.internal.misc", BridgeInstaller.class.getModule());
    }

    private static byte[] renamed(String name) throws IOException {
        String resource = '/' + Bridge.class.getName().replace('.', '/') + ".class";
        try (InputStream in = Bridge.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is missing from the agent's jar");
            }
            return Renaming.rename(in.readAllBytes(), Bridge.class.getName().replace('.', '/'), name);
        }
    }

    private static File bootJar(byte[] bytes) throws IOException {
        File file = File.createTempFile("piitrace-bridge", ".jar");
        file.deleteOnExit();
        try (JarOutputStream jar = new JarOutputStream(new FileOutputStream(file))) {
            jar.putNextEntry(new ZipEntry(ON_BOOT_PATH + ".class"));
            jar.write(bytes);
        }
        return file;
    }
}
