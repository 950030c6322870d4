package io.piitrace.agent.context;

import io.piitrace.agent.context.advice.HookTransformer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;
import java.util.Set;

/** Loads its own copies of everything outside the JDK and the agent, hooked as under the agent. */
final class WovenLoader extends ClassLoader {
    static final String BRIDGE = "io/piitrace/agent/context/TestBridge";

    private final HookTransformer transformer;

    WovenLoader(Map<String, Map<String, String>> rules) {
        super(WovenLoader.class.getClassLoader());
        transformer = new HookTransformer(BRIDGE, Set.of(), rules, TestBridge.NOTICES);
    }

    /** A new instance of the loader's copy of a class, which has a constructor without parameters. */
    <T> T copyOf(Class<? extends T> type, Class<T> as) throws ReflectiveOperationException {
        var constructor = loadClass(type.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return as.cast(constructor.newInstance());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            byte[] bytes = isShared(name) ? null : read(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            byte[] hooked = transformer.transform(this, name.replace('.', '/'), null, null, bytes);
            byte[] defined = hooked != null ? hooked : bytes;
            return defineClass(name, defined, 0, defined.length);
        }
    }

    private static boolean isShared(String name) {
        return name.startsWith("java.")
                || name.startsWith("io.piitrace.ledger.")
                || name.startsWith("io.piitrace.agent.");
    }

    private byte[] read(String name) {
        URL url = getParent().getResource(name.replace('.', '/') + ".class");
        if (url == null || url.getProtocol().equals("jrt")) {
            return null;
        }
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
