package io.piitrace.inspector;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command printed, and its exit status. */
record Outcome(int status, String out, String err) {
    static Outcome of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), texts);
        return new Outcome(status, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
