package io.piitrace.agent.sink;

import io.piitrace.ledger.DiskRoom;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What sinks are told.
 *
 * @param options {@code jsonl.file} and the like
 * @param dir the agent's directory
 * @param ledgerName tells the JVMs that share the directory apart
 * @param loaders where the application's classes may be found, asked late
 * @param room what files below the directory take their bytes from
 * @param fileBytes files below the directory should not be longer than this
 */
public record SinkSettings(
        Map<String, String> options,
        File dir,
        String ledgerName,
        Supplier<List<ClassLoader>> loaders,
        DiskRoom room,
        long fileBytes) {
    public SinkSettings {
        options = Map.copyOf(options);
    }

    @Nullable
    String text(String name) {
        return options.get(name);
    }

    String text(String name, String byDefault) {
        return options.getOrDefault(name, byDefault);
    }

    /** The file that an option names, null if it names none. */
    @Nullable
    File file(String name) {
        String path = options.get(name);
        return path == null ? null : new File(path);
    }

    int number(String name, int byDefault, int least, int most) {
        String value = options.get(name);
        if (value == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // as one that is too large
        }
        throw new IllegalArgumentException(
                "sink." + name + '=' + value + " is not a number from " + least + " to " + most);
    }

    String choice(String name, String... choices) {
        String value = options.getOrDefault(name, choices[0]);
        if (!List.of(choices).contains(value)) {
            throw new IllegalArgumentException(
                    "sink." + name + '=' + value + " is not one of " + String.join(", ", Arrays.asList(choices)));
        }
        return value;
    }
}
