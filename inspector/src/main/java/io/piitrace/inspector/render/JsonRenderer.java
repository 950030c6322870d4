package io.piitrace.inspector.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.piitrace.inspector.query.Completeness;
import io.piitrace.inspector.query.Scope;
import io.piitrace.inspector.query.Table;
import io.piitrace.ledger.Flaw;
import io.piitrace.ledger.LedgerVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An answer as one JSON object: {@code title}, {@code completeness}, and each section under its name. */
final class JsonRenderer implements Renderer {
    private final PrintWriter out;
    private final JsonGenerator json;

    JsonRenderer(PrintWriter out) {
        this.out = out;
        this.json = Json.document(out);
    }

    @Override
    public void render(Answer answer) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", answer.title());
        completeness(answer.completeness());
        for (Section section : answer.sections()) {
            section(section);
        }
        json.writeEndObject();
        json.flush();
        out.println();
        out.flush();
    }

    private void completeness(Completeness completeness) throws IOException {
        Scope scope = completeness.scope();
        json.writeObjectFieldStart("completeness");
        json.writeObjectFieldStart("window");
        time("from", scope.from());
        time("to", scope.to());
        json.writeEndObject();
        if (!scope.tenants().isEmpty()) {
            json.writeFieldName("tenants");
            Json.value(json, List.copyOf(new TreeSet<>(scope.tenants())));
        }
        json.writeObjectFieldStart("clock");
        time("first", completeness.first());
        time("last", completeness.last());
        json.writeEndObject();
        json.writeNumberField("ledgers", completeness.ledgers());
        json.writeNumberField("files", completeness.files());
        json.writeNumberField("records", completeness.records());
        json.writeNumberField("accesses", completeness.accesses());
        json.writeNumberField("losses", completeness.losses());
        json.writeNumberField("gaps", completeness.gaps());
        if (!completeness.dead().isEmpty()) {
            json.writeFieldName("notRecovered");
            Json.value(json, completeness.dead().stream().map(Path::toString).toList());
        }
        if (completeness.sealed().records() > 0) {
            json.writeNumberField("sealedRecords", completeness.sealed().records());
        }
        json.writeStringField("chain", code(completeness.chain()));
        json.writeBooleanField("verified", completeness.trustworthy());
        flaws(completeness);
        json.writeEndObject();
    }

    private void flaws(Completeness completeness) throws IOException {
        json.writeArrayFieldStart("flaws");
        for (LedgerVerdict verdict : completeness.verification().ledgers()) {
            for (Flaw flaw : verdict.flaws()) {
                json.writeStartObject();
                json.writeStringField("ledger", verdict.ledger());
                json.writeStringField("file", flaw.file().toString());
                json.writeNumberField("block", flaw.block());
                json.writeNumberField("offset", flaw.offset());
                json.writeStringField("what", flaw.what());
                json.writeStringField("detail", flaw.detail());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        if (!completeness.damage().isEmpty()) {
            json.writeArrayFieldStart("notReadToTheEnd");
            for (Map.Entry<Path, String> file : completeness.damage().entrySet()) {
                json.writeStartObject();
                json.writeStringField("file", file.getKey().toString());
                json.writeStringField("why", file.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private void section(Section section) throws IOException {
        Table table = SectionTable.of(section);
        if (table != null) {
            json.writeArrayFieldStart(section.name());
            List<String> keys = table.columns().stream().map(Shown::camel).toList();
            for (int row = 0; row < table.size(); row++) {
                Json.object(json, keys, table.rows().get(row));
            }
            json.writeEndArray();
        }
        if (section instanceof Section.Rows rows && !rows.notes().isEmpty()) {
            json.writeFieldName(section.name() + "Notes");
            Json.value(json, rows.notes());
        }
        if (section instanceof Section.Prose prose) {
            json.writeFieldName(section.name());
            Json.value(json, prose.paragraphs());
        }
        if (section instanceof Section.Facts facts) {
            json.writeFieldName(section.name());
            List<String> keys =
                    facts.values().keySet().stream().map(Shown::camel).toList();
            Json.object(json, keys, new java.util.ArrayList<>(facts.values().values()));
        }
    }

    private void time(String key, @Nullable Instant time) throws IOException {
        if (time != null) {
            json.writeStringField(key, Shown.exact(time));
        }
    }

    static String code(LedgerVerdict.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
