package io.piitrace.woven.oracle;

import io.piitrace.woven.route.RouteProgram;
import io.piitrace.woven.route.RouteProgram.Way;
import java.util.LinkedHashMap;
import java.util.Map;

/** Goes every way to a personal field that there is in Java. */
public final class OracleProgram {
    private OracleProgram() {}

    /**
     * How often each way is gone; then, for a run under debug registers, {@code way=class#field} for each way whose field is
     * to be looked at. What the registers say is printed: {@code way objects reads}.
     */
    public static void main(String[] arguments) throws Throwable {
        int times = Integer.parseInt(arguments[0]);
        Map<String, Way> ways = ways();
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            fields.put(
                    arguments[i].substring(0, arguments[i].indexOf('=')),
                    arguments[i].substring(arguments[i].indexOf('=') + 1));
        }
        for (Map.Entry<String, Way> way : ways.entrySet()) {
            try {
                String field = fields.get(way.getKey());
                if (field == null) {
                    go(way.getValue(), times);
                } else {
                    watched(way.getKey(), field, way.getValue(), times);
                }
            } catch (Throwable e) {
                System.out.println("failed " + way.getKey() + ": " + e);
                e.printStackTrace(System.out);
            }
        }
        System.out.println("done");
    }

    private static Map<String, Way> ways() throws Throwable {
        Map<String, Way> ways = new LinkedHashMap<>(RouteProgram.ways());
        OwnReads.add(ways);
        OtherReads.add(ways);
        JdkReads.add(ways);
        try {
            Class.forName("io.piitrace.woven.oracle.Patterns")
                    .getMethod("add", Map.class)
                    .invoke(null, ways);
        } catch (ClassNotFoundException beforeJava21) {
            // class files that can have these ways cannot be loaded
        }
        return ways;
    }

    private static void watched(String name, String field, Way way, int times) throws Throwable {
        int hash = field.indexOf('#');
        int objects = Watch.on(Class.forName(field.substring(0, hash)), field.substring(hash + 1));
        go(way, times);
        System.out.println("watched " + name + ' ' + objects + ' ' + Watch.off());
    }

    private static void go(Way way, int times) throws Throwable {
        for (int i = 0; i < times; i++) {
            way.go();
        }
    }
}
