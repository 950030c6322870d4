package io.piitrace.woven.oracle;

import io.piitrace.woven.route.RouteProgram.Way;
import java.util.Map;

/** Record patterns, which class files of 21 and later can have. */
public final class Patterns {
    record Matched(String d01) {}

    sealed interface Shape permits Round, Square {}

    record Round(String d02) implements Shape {}

    record Square(long side) implements Shape {}

    private Patterns() {}

    public static void add(Map<String, Way> ways) {
        Object matched = new Matched("x");
        ways.put("D01", () -> matched instanceof Matched(String text) ? text : "none");
        Shape shape = new Round("x");
        ways.put("D02", () -> switch (shape) {
            case Round(String text) -> text;
            case Square(long side) -> side;
        });
    }
}
