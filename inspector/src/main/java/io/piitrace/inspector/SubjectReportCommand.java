package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import io.piitrace.inspector.query.Table;
import io.piitrace.inspector.render.Section;
import io.piitrace.inspector.render.Section.Cell;
import io.piitrace.ledger.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The document for the data subject. */
@Command(
        name = "subject-report",
        description =
                "The document for the data subject: every day on which the person's data was read, what, and for what purpose.",
        footer = {
            "",
            "Examples:",
            "  piitrace subject-report --subject 4711 --withhold-principals --format html --output 4711.html /var/piitrace",
            "  piitrace subject-report --subject 4711 --tenant acme /var/piitrace"
        })
final class SubjectReportCommand extends LedgerCommand {
    @Parameters(arity = "1..*", paramLabel = "LEDGER", description = "Ledger files or directories.")
    List<Path> ledgers = List.of();

    @Mixin
    SubjectOptions person = new SubjectOptions();

    @Option(names = "--withhold-principals", description = "Leave out who read: dates, purposes and categories only.")
    boolean withhold;

    @Override
    List<Path> ledgers() {
        return ledgers;
    }

    @Override
    String title() {
        return "Reads of personal data about " + person.id;
    }

    @Override
    List<Section> answer(Investigation investigation) {
        investigation.about(person.pseudonyms(investigation));
        Table reads = labelled(
                investigation.ask(withhold ? "subject_days_withheld" : "subject_days", Map.of("all_kinds", false)));
        List<Cell> cells = new ArrayList<>(List.of(Cell.of("day"), Cell.of("what", "what"), Cell.of("purpose")));
        if (!withhold) {
            cells.add(Cell.of("read by", "principal", "party"));
        }
        cells.add(Cell.of("reads", "count"));
        List<String> notes = new ArrayList<>();
        if (withhold) {
            notes.add("Who read is withheld.");
        }
        notes.add("Reads by which data only moved inside the program are left out.");
        return List.of(new Section.Rows("reads", "", reads, cells, "no reads of data about this person", notes));
    }

    /** Codes mean nothing to a data subject: labels of the vocabulary in their place. */
    private static Table labelled(Table table) {
        Vocabulary vocabulary = Vocabulary.standard();
        int category = table.columns().indexOf("what");
        int purpose = table.columns().indexOf("purpose");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            List<@Nullable Object> row = new ArrayList<>(table.rows().get(i));
            Vocabulary.Category what = vocabulary.category(table.text(i, "what"));
            Vocabulary.Purpose why = vocabulary.purpose(table.text(i, "purpose"));
            if (what != null) {
                row.set(category, what.label());
            }
            if (why != null) {
                row.set(purpose, why.label());
            } else if (vocabulary.isNoPurpose(table.text(i, "purpose"))) {
                row.set(purpose, "No purpose is known");
            }
            rows.add(row);
        }
        return new Table(table.columns(), rows);
    }
}
