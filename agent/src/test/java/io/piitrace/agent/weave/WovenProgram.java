package io.piitrace.agent.weave;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.Rules;
import io.piitrace.ledger.Site;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Classes of this test module, loaded once more by a loader of their own and woven as the agent would. */
@SuppressWarnings("StaticAssignmentInConstructor") // the bridge is static, as in life
final class WovenProgram extends ClassLoader {
    static final class Read {
        final Site site;
        final Object owner;
        final Site caller;

        Read(Site site, Object owner, Site caller) {
            this.site = site;
            this.owner = owner;
            this.caller = caller;
        }
    }

    final List<Read> reads = new ArrayList<>();
    final Map<String, String> gaps = new LinkedHashMap<>();
    final Catalog catalog;
    private final Weaver weaver;
    private final String woven;
    private Object pendingReceiver;
    private int pendingSite;

    /** @param woven beginning of the names of the classes that are loaded here */
    WovenProgram(String woven, Rules rules) {
        super(WovenProgram.class.getClassLoader());
        this.woven = woven;
        catalog = new Catalog(rules);
        weaver = new Weaver(catalog, this::read, gaps::put, TestBridge.NAME);
        TestBridge.use();
        TestBridge.read = this::read;
        TestBridge.select = weaver.select();
        TestBridge.link = weaver.link();
        TestBridge.call = (receiver, site) -> {
            pendingReceiver = receiver;
            pendingSite = site;
        };
        TestBridge.called = () -> pendingReceiver = null;
    }

    /** Classes that have to be woven again. */
    Set<String> stale() {
        return weaver.mentions().takeStale().keySet();
    }

    static Rules noRules() {
        return new Rules(Map.of(), Map.of(), Map.of(), Map.of());
    }

    private void read(Object owner, int site) {
        Site caller = owner == pendingReceiver ? catalog.site(pendingSite & ~Catalog.MARK) : null;
        if (caller != null && caller.place().equals(Catalog.COUNTED)) {
            return;
        }
        reads.add(new Read(catalog.site(site), owner, caller));
    }

    /** Runs the static method {@code run} of a class. */
    void run(Class<?> type) throws ReflectiveOperationException {
        var method = loadClass(type.getName()).getDeclaredMethod("run");
        method.setAccessible(true);
        method.invoke(null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return name.startsWith(woven) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] bytes = in.readAllBytes();
            byte[] changed = weaver.weave(this, bytes, false);
            byte[] used = changed == null ? bytes : changed;
            return defineClass(name, used, 0, used.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
