package io.piitrace.checks.javax;

import io.piitrace.checks.handoffs.MainThread;
import io.piitrace.checks.handoffs.Storm;

/** {@code JavaxStorm SERVER REQUESTS}: {@link Storm} on servers of {@code javax.servlet}. */
final class JavaxStorm {
    private JavaxStorm() {}

    public static void main(String[] arguments) throws Exception {
        MainThread.endsTheJvmWhenItFails();
        Pages pages = new Pages();
        Storm.run(
                switch (arguments[0]) {
                    case "tomcat-9" -> new Tomcat9(pages);
                    case "jetty-10" -> new Jetty10(pages);
                    case "undertow-2.2" -> new Undertow22(pages);
                    default -> throw new IllegalArgumentException(arguments[0]);
                },
                Integer.parseInt(arguments[1]));
    }
}
