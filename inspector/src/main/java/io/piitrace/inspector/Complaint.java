package io.piitrace.inspector;

import io.piitrace.inspector.query.InputException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong in one line, and gives it an exit status. A stack trace is only shown where {@code -Dpiitrace.debug=true} asks for it. */
final class Complaint {
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int INPUT = 3;

    private Complaint() {}

    static int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String suggestion =
                UnmatchedArgumentException.class.isInstance(e) ? suggestion((UnmatchedArgumentException) e) : "";
        command.getErr()
                .println("piitrace: " + oneLine(e) + suggestion + " (see: "
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return USAGE;
    }

    private static String suggestion(UnmatchedArgumentException e) {
        java.util.List<String> near = e.getSuggestions();
        return near.isEmpty() ? "" : "; did you mean " + near.get(0) + "?";
    }

    static int failure(Exception e, CommandLine command, ParseResult parsed) {
        if (Boolean.getBoolean("piitrace.debug")) {
            e.printStackTrace(command.getErr());
        }
        String what = e instanceof InputException ? "" : e.getClass().getSimpleName() + ": ";
        command.getErr().println("piitrace: " + what + oneLine(e));
        return INPUT;
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("java[\\w.]*Exception: ", "");
    }
}
