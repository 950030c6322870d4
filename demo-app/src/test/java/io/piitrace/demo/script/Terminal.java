package io.piitrace.demo.script;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the demonstration says while it goes on. Colours only where somebody looks. */
final class Terminal {
    private static final String BOLD = "1";
    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String QUIET = "2";

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final boolean colour;
    private final long start = System.nanoTime();
    private int chapter;

    Terminal(boolean colour) {
        this.colour = colour;
    }

    boolean isColoured() {
        return colour;
    }

    void chapter(String title) {
        chapter++;
        out.println();
        out.println(in(BOLD, chapter + ". " + title) + in(QUIET, "   " + seconds() + " s"));
    }

    void step(String text) {
        out.println("   · " + text);
    }

    /** A number that was known beforehand and that the ledger confirms. */
    void confirmed(String text) {
        out.println("   " + in(GREEN, "✓ ") + text);
    }

    void failed(String text) {
        out.println("   " + in(RED, "✗ ") + text);
    }

    void command(String line) {
        out.println();
        out.println(in(BOLD, "   $ " + line));
    }

    void output(String text) {
        text.lines().forEach(line -> out.println(line.isEmpty() ? "" : "   " + line));
    }

    void plain(String text) {
        out.println(text);
    }

    long seconds() {
        return (System.nanoTime() - start) / 1_000_000_000;
    }

    private String in(String code, String text) {
        return colour ? "\u001b[" + code + 'm' + text + "\u001b[0m" : text;
    }
}
