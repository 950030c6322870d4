package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.render.Section;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Everything that one request touched. */
@Command(
        name = "trace",
        description = "Everything that was read under one trace or request.",
        footer = {"", "Example:", "  piitrace trace 4bf92f3577b34da6a3ce929d0e0e4736 /var/piitrace"})
final class TraceCommand extends LedgerCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "W3C trace id or request id.")
    String id = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Mixin
    KindOptions kinds = new KindOptions();

    @Mixin
    Records records = new Records();

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "What was read under " + id + "?";
    }

    @Override
    List<Section> answer(Investigation investigation) {
        return List.of(records.section(investigation, kinds, "", id));
    }
}
