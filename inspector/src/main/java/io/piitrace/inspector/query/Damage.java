package io.piitrace.inspector.query;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which files could not be read to their end while questions were answered, and why. Threading: any thread. */
public final class Damage {
    private final Map<Path, String> files = new ConcurrentSkipListMap<>();

    public void report(Path file, IOException cause) {
        String why = String.valueOf(cause.getMessage());
        String named = file + ": ";
        files.putIfAbsent(file, why.startsWith(named) ? why.substring(named.length()) : why);
    }

    /** Each file with the reason. */
    public Map<Path, String> files() {
        return Map.copyOf(files);
    }
}
