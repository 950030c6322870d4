package io.piitrace.checks.peers;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.FileAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Logback's asynchronous appender, told to lose nothing. */
final class LogbackPeer implements Peer {
    private final LoggerContext context = new LoggerContext();
    private final AsyncAppender async = new AsyncAppender();
    private Logger log;

    @Override
    public void open(Path dir) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d %m%n");
        encoder.start();
        FileAppender<ILoggingEvent> file = new FileAppender<>();
        file.setContext(context);
        file.setFile(dir.resolve("reads.log").toString());
        file.setEncoder(encoder);
        file.setImmediateFlush(false);
        file.start();
        async.setContext(context);
        async.setQueueSize(8192);
        async.setDiscardingThreshold(0);
        async.setMaxFlushTime(0);
        async.addAppender(file);
        async.start();
        log = context.getLogger("reads");
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        log.addAppender(async);
    }

    @Override
    public long burst(Person[] people) {
        long sum = 0;
        for (Person person : people) {
            log.info(
                    "field={} subject={} principal={} role={} purpose={} tenant={} trace={} site={}",
                    "Person#salary",
                    person.id(),
                    "amy",
                    "payroll-admin",
                    "compensation-run",
                    "acme",
                    TRACE,
                    SITE);
            sum += person.salary();
        }
        return sum;
    }

    @Override
    public void await() {
        while (async.getNumberOfElementsInQueue() > 0) {
            LockSupport.parkNanos(20_000);
        }
    }

    @Override
    public void close() {
        context.stop();
    }

    @Override
    public long recorded(Path dir) throws IOException {
        return Lines.in(dir.resolve("reads.log"));
    }
}
