package io.piitrace.agent.sink;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the sinks that the options name. */
public final class Sinks {
    /** The names that are understood. */
    public static final Set<String> NAMES = Set.of("jsonl", "slf4j", "stdout", "checkpoint");

    private Sinks() {}

    /**
     * Makes sinks; none opens anything before it gets its first records.
     *
     * @param options {@code jsonl.file} and the like
     * @param dir the agent's directory
     * @param ledgerName tells the JVMs that share the directory apart
     * @param loaders where the application's classes may be found, asked late
     */
    public static List<Sink> open(
            List<String> names,
            Map<String, String> options,
            File dir,
            String ledgerName,
            Supplier<List<ClassLoader>> loaders) {
        List<Sink> sinks = new ArrayList<>();
        for (String name : names) {
            switch (name) {
                case "jsonl" -> {
                    String file = options.get("jsonl.file");
                    sinks.add(new JsonlSink(
                            file == null ? new File(new File(dir, "jsonl"), ledgerName + ".jsonl") : new File(file)));
                }
                case "checkpoint" -> {
                    String file = options.get("checkpoint.file");
                    File byDefault = new File(new File(dir, "checkpoints"), ledgerName + ".checkpoints");
                    sinks.add(new CheckpointSink(file == null ? byDefault : new File(file)));
                }
                case "slf4j" -> sinks.add(new Slf4jSink(loaders));
                case "stdout" -> sinks.add(new StdoutSink());
                default -> throw new IllegalArgumentException("unknown sink: " + name + ", known are " + NAMES);
            }
        }
        return sinks;
    }
}
