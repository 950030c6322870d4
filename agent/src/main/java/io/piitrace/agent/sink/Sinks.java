package io.piitrace.agent.sink;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the sinks that the options name. */
public final class Sinks {
    /** The names that are understood. */
    public static final Set<String> NAMES = Set.of("jsonl", "slf4j", "stdout", "syslog", "otlp", "checkpoint");

    private Sinks() {}

    /** Makes sinks; none opens anything before it gets its first records. Fails with an {@link IllegalArgumentException} for options that make no sense. */
    public static List<Sink> open(List<String> names, SinkSettings settings) {
        List<Sink> sinks = new ArrayList<>();
        for (String name : names) {
            sinks.add(
                    switch (name) {
                        case "jsonl" -> JsonlSink.of(settings);
                        case "slf4j" -> new Slf4jSink(settings.loaders());
                        case "stdout" -> new StdoutSink();
                        case "syslog" -> new SyslogSink(settings);
                        case "otlp" -> new OtlpSink(settings);
                        case "checkpoint" -> checkpoint(settings);
                        default -> throw new IllegalArgumentException("unknown sink: " + name + ", known are " + NAMES);
                    });
        }
        return sinks;
    }

    private static Sink checkpoint(SinkSettings settings) {
        File named = settings.file("checkpoint.file");
        File byDefault = new File(new File(settings.dir(), "checkpoints"), settings.ledgerName() + ".checkpoints");
        return new CheckpointSink(named == null ? byDefault : named);
    }
}
