package io.piitrace.checks.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads every class of a corpus, or some of it, links it without initialising it, and writes one outcome for each. Then, where the
 * {@link WatchAgent} looks on, has some of them transformed once more and writes what that agent saw.
 */
public final class LoadProgram {
    private LoadProgram() {}

    /** Arguments: folder of jars, selection, file of outcomes, file of sightings. */
    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        List<Class<?>> loaded = new ArrayList<>();
        try (Corpus corpus = new Corpus(Path.of(arguments[0]));
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[2])))) {
            Selection selection = Selection.of(arguments[1]);
            for (String name : corpus.names()) {
                if (selection.takes(name, corpus.read(name))) {
                    out.println(name + '\t' + outcome(corpus, name, loaded));
                }
            }
            if (out.checkError()) {
                throw new IOException("cannot write " + arguments[2]);
            }
            long seconds = (System.nanoTime() - start) / 1_000_000_000;
            System.out.println(loaded.size() + " classes of " + corpus.jars() + " jars in " + seconds + " s");
            WatchAgent.report(loaded, Path.of(arguments[3]));
        }
        System.exit(0); // the serialVersionUID of some classes is computed by initialising them, and they start timers
    }

    private static String outcome(Corpus corpus, String name, List<Class<?>> loaded) {
        try {
            Class<?> type = Class.forName(name, false, corpus);
            loaded.add(type);
            List<String> shape = Shape.of(type);
            boolean whole = shape.stream().noneMatch(Shape::isMissing);
            return (whole ? "OK " : "INCOMPLETE ") + shape.size() + ' ' + Long.toHexString(hash(shape));
        } catch (VerifyError | ClassFormatError e) {
            return e.getClass().getName(); // its text quotes the code
        } catch (Throwable e) {
            // a module without a name has a number instead, which differs from run to run
            return e.toString().lines().findFirst().orElse("").replaceAll("@(0x)?[0-9a-f]+", "");
        }
    }

    private static long hash(List<String> lines) {
        long hash = 0;
        for (String line : lines) {
            for (int i = 0; i < line.length(); i++) {
                hash = 31 * hash + line.charAt(i);
            }
        }
        return hash;
    }
}
