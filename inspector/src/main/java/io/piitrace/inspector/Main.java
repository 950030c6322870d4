package io.piitrace.inspector;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code piitrace COMMAND}: finds out from ledgers who read what about whom, and whether the ledgers are whole. */
@Command(
        name = "piitrace",
        description =
                "Finds out from ledgers who read what about whom, in which role and why, and whether the ledgers are whole.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A LEDGER is a file ending in .ledger or a directory with such files anywhere below, as many as you like.",
            "Exit status: 0 done, nothing wrong; 1 findings, or a ledger does not verify; 2 wrong usage; 3 input cannot be read."
        },
        subcommands = {
            VerifyCommand.class,
            WhoCommand.class,
            PrincipalCommand.class,
            TimelineCommand.class,
            TraceCommand.class,
            FindingsCommand.class,
            FieldsCommand.class,
            ReportCommand.class,
            SubjectReportCommand.class,
            ExportCommand.class,
            TailCommand.class,
            RecoverCommand.class
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status = run(out, err, args);
        out.flush();
        System.exit(status);
    }

    /** Runs one command and tells its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpLongOptionsMaxWidth(28)
                .setUsageHelpWidth(110)
                .setParameterExceptionHandler(Complaint::usage)
                .setExecutionExceptionHandler(Complaint::failure);
        int status = line.execute(args);
        out.flush();
        err.flush();
        return status;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
