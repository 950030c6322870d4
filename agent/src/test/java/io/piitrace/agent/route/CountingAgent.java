package io.piitrace.agent.route;

import io.piitrace.agent.catalog.Catalog;
import io.piitrace.agent.catalog.Rules;
import io.piitrace.agent.hook.Targets;
import io.piitrace.agent.weave.BridgeInstaller;
import io.piitrace.agent.weave.Reweaver;
import io.piitrace.agent.weave.Weaver;
import io.piitrace.ledger.AccessKind;
import io.piitrace.ledger.Site;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.ObjIntConsumer;

/** Weaver and routes, which only count, and print at the end: {@code read fieldGet reflection 1}. */
public final class CountingAgent implements FieldSites, ObjIntConsumer<Object> {
    private final AtomicIntegerArray counts = new AtomicIntegerArray(1000);
    private final Catalog catalog = new Catalog(new Rules(
            Map.of("io.piitrace.woven.route.Person*#*", "x", "io.piitrace.woven.route.Person*#static*", "x"),
            Map.of(),
            Map.of(),
            Map.of()));
    private final Weaver weaver;

    private CountingAgent(BridgeInstaller.Mode mode) {
        weaver = new Weaver(catalog, this, CountingAgent::gap, mode.className());
    }

    /** Before the program. */
    public static void start(Instrumentation instrumentation) throws Exception {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.misc", Set.of(CountingAgent.class.getModule())),
                Map.of(),
                Set.of(),
                Map.of());
        BridgeInstaller.Mode mode = BridgeInstaller.mode(false);
        CountingAgent agent = new CountingAgent(mode);
        Weaver weaver = agent.weaver;
        Routes routes = new Routes(
                agent,
                (loader, bytes) -> weaver.transform(null, loader, null, null, null, bytes),
                agent,
                weaver.select(),
                CountingAgent::gap,
                CountingAgent::gap);
        Reweaver reweaver = new Reweaver(instrumentation, weaver.mentions(), CountingAgent::gap);
        BridgeInstaller.install(
                mode,
                instrumentation,
                new Targets(
                        agent,
                        weaver.select(),
                        null,
                        null,
                        weaver.link(),
                        null,
                        null,
                        null,
                        routes.targets(),
                        reweaver::settle,
                        null));
        instrumentation.addTransformer(weaver, true);
        routes.install(instrumentation, mode.className());
        reweaver.start();
        Runtime.getRuntime().addShutdownHook(new Thread(agent::print));
    }

    private static void gap(String what, String why) {
        System.out.println("gap " + what + ": " + why);
    }

    @Override
    public void accept(Object owner, int site) {
        counts.incrementAndGet(site);
    }

    @Override
    public boolean isTraced(Class<?> declaring, String field, Class<?> fieldType) {
        return weaver.traces(declaring, field, fieldType);
    }

    @Override
    public int site(Class<?> declaring, String field, Class<?> fieldType, AccessKind kind, String place) {
        return weaver.site(declaring, field, fieldType, kind, place);
    }

    private void print() {
        for (int id = 1; id < counts.length(); id++) {
            if (counts.get(id) > 0) {
                Site site = catalog.site(id);
                System.out.println(
                        "read " + site.field().name() + ' ' + site.kind().code() + ' ' + counts.get(id));
            }
        }
    }
}
