package io.piitrace.inspector;

import io.piitrace.inspector.query.Completeness;
import io.piitrace.inspector.query.InputException;
import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Scope;
import io.piitrace.inspector.render.Answer;
import io.piitrace.inspector.render.Format;
import io.piitrace.inspector.render.Renderer;
import io.piitrace.inspector.render.Section;
import io.piitrace.ledger.VerifyOptions;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands have in common that answer a question about ledgers: the options, the completeness header, the exit status. */
@Command(sortOptions = false, usageHelpAutoWidth = true)
abstract class LedgerCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = Times.Start.Converter.class,
            description =
                    "Leave out accesses before: 2026-11-23, 2026-11-23T02:00, 2026-11-23T02:00:00Z. UTC unless it says.")
    Times.@Nullable Start from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = Times.End.Converter.class,
            description = "Leave out accesses from this time on; a date alone includes that day.")
    Times.@Nullable End to;

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            split = ",",
            description = "Only work or data of this tenant. Repeatable.")
    List<String> tenants = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "text, json, jsonl, csv or html. jsonl and csv are the rows of the main table alone; the header goes to stderr.")
    Format format = Format.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the answer to this file rather than to standard output.")
    @Nullable
    Path file;

    @Option(
            names = "--tenant-keys",
            paramLabel = "DIR",
            description = "Keys of encrypted records. Default: keys/tenants beside the ledgers. Repeatable.")
    List<Path> tenantKeys = List.of();

    @Option(
            names = "--encrypt-key",
            paramLabel = "FILE",
            description = "The key that encrypts those keys, as the agent's option encrypt.key names it.")
    @Nullable
    Path encryptKey;

    @Option(names = "--wide", description = "Text: whole names and pseudonyms, no wrapping.")
    boolean wide;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    abstract List<Path> ledgers();

    /** How far the verification goes on which every answer rests. */
    VerifyOptions verification() {
        return new VerifyOptions(false, List.of(), List.of(), keys());
    }

    /** The keys of tenants that were given, or that stand beside the ledgers. */
    TenantKeys keys() {
        List<Path> directories = tenantKeys.isEmpty() ? KeysBeside.find(ledgers(), KeysBeside.TENANTS) : tenantKeys;
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                throw new InputException("no directory with keys of tenants: " + directory);
            }
        }
        try {
            return TenantKeys.in(directories, encryptKey).check();
        } catch (IOException e) {
            throw new InputException("--encrypt-key cannot be used: " + e.getMessage(), e);
        }
    }

    /** Asks, and tells the answer's sections. */
    abstract List<Section> answer(Investigation investigation);

    abstract String title();

    /** The exit status of an answer from ledgers that verify. */
    int status(List<Section> sections) {
        return 0;
    }

    @Override
    public Integer call() throws IOException {
        try (Investigation investigation =
                Investigation.open(ledgers(), scope(), verification(), Terminal.progress(err()))) {
            return write(investigation);
        }
    }

    /** Answers in the form that is asked for, and tells the exit status. */
    int write(Investigation investigation) throws IOException {
        List<Section> sections = answer(investigation);
        Completeness completeness = investigation.completeness();
        try (Output output = Output.to(file, out())) {
            boolean colour = file == null && Ansi.AUTO.enabled();
            Renderer.of(format, output.out(), err(), colour, wide).render(new Answer(title(), completeness, sections));
            output.complete();
        }
        return completeness.trustworthy() ? status(sections) : Complaint.FINDINGS;
    }

    Scope scope() {
        if (from != null && to != null && !from.time().isBefore(to.time())) {
            throw new picocli.CommandLine.ParameterException(spec.commandLine(), "--from must be before --to");
        }
        return new Scope(
                from == null ? null : from.time(), to == null ? null : to.time(), Set.copyOf(tenants), Set.of());
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
