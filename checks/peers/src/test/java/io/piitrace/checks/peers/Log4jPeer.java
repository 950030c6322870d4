package io.piitrace.checks.peers;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContextSelector;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/** Log4j 2, all loggers asynchronous and garbage-free as it is by default; callers wait when its ring is full. */
final class Log4jPeer implements Peer {
    private Logger log;

    @Override
    public void open(Path dir) {
        System.setProperty("log4j2.contextSelector", AsyncLoggerContextSelector.class.getName());
        System.setProperty("log4j2.enableThreadlocals", "true");
        System.setProperty("log4j2.enableDirectEncoders", "true");
        ConfigurationBuilder<BuiltConfiguration> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        builder.add(builder.newAppender("file", "RandomAccessFile")
                .addAttribute("fileName", dir.resolve("reads.log").toString())
                .addAttribute("immediateFlush", false)
                .add(builder.newLayout("PatternLayout").addAttribute("pattern", "%d %m%n")));
        builder.add(
                builder.newAsyncRootLogger(org.apache.logging.log4j.Level.INFO).add(builder.newAppenderRef("file")));
        Configurator.initialize(builder.build());
        log = LogManager.getLogger("reads");
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
    public void close() {
        ((LoggerContext) LogManager.getContext(false)).stop();
    }

    @Override
    public long recorded(Path dir) throws IOException {
        return Lines.in(dir.resolve("reads.log"));
    }
}
