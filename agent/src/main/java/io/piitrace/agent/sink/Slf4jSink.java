package io.piitrace.agent.sink;

import io.piitrace.ledger.LedgerRecord;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives records to the application's own SLF4J, as JSON under the logger {@code piitrace.access}, where appenders and levels are the application's business.
 *
 * <p>The agent brings no SLF4J: it looks for the application's, late, in the class loaders that the application uses, and until it finds one keeps its place in the ledger.
 */
final class Slf4jSink implements Sink {
    private static final String FACTORY = "org.slf4j.LoggerFactory";
    private static final String LOGGER = "piitrace.access";

    private final Supplier<List<ClassLoader>> loaders;
    private @Nullable MethodHandle info;
    private @Nullable MethodHandle warn;

    Slf4jSink(Supplier<List<ClassLoader>> loaders) {
        this.loaders = loaders;
    }

    @Override
    public String name() {
        return "slf4j";
    }

    @Override
    public void write(List<LedgerRecord> records) throws IOException {
        MethodHandle toInfo = info;
        MethodHandle toWarn = warn;
        if (toInfo == null || toWarn == null) {
            connect();
            toInfo = info;
            toWarn = warn;
        }
        if (toInfo == null || toWarn == null) {
            throw new IOException("no " + FACTORY + " in the application's class loaders");
        }
        for (LedgerRecord record : records) {
            String line = JsonLines.line(record);
            try {
                if (Severity.isTrouble(record)) {
                    toWarn.invoke(line);
                } else {
                    toInfo.invoke(line);
                }
            } catch (Throwable e) {
                throw new IOException("the application's logger failed", e);
            }
        }
    }

    @Override
    public void close() {}

    private void connect() {
        for (ClassLoader loader : loaders.get()) {
            try {
                Class<?> factory = Class.forName(FACTORY, true, loader);
                Class<?> logger = Class.forName("org.slf4j.Logger", false, loader);
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                Object access = lookup.findStatic(factory, "getLogger", MethodType.methodType(logger, String.class))
                        .invoke(LOGGER);
                MethodType log = MethodType.methodType(void.class, String.class);
                info = lookup.findVirtual(logger, "info", log).bindTo(access);
                warn = lookup.findVirtual(logger, "warn", log).bindTo(access);
                return;
            } catch (Throwable notHere) {
                // the next loader
            }
        }
    }
}
