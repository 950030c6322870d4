package io.piitrace.demo.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.piitrace.demo.script.Reads.Key;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;

/**
 * Reads as {@code piitrace export --format jsonl} tells them: those by accessors and derived values, which are what the
 * application's own code does. What the persistence layer reads for itself depends on that layer and is not counted here.
 */
public final class LedgerReads {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> KINDS = Set.of("getter", "derived");
    private static final String PACKAGE = "io.piitrace.demo.";

    private LedgerReads() {}

    public static Reads in(String jsonl) throws IOException {
        Reads reads = new Reads();
        for (Iterator<String> lines = jsonl.lines().iterator(); lines.hasNext(); ) {
            JsonNode record = JSON.readTree(lines.next());
            if (record.has("field") && KINDS.contains(text(record, "kind"))) {
                reads.add(key(record), record.get("count").longValue());
            }
        }
        return reads;
    }

    private static Key key(JsonNode record) {
        String subject = text(record, "subject");
        return new Key(
                text(record, "principal"),
                text(record, "party"),
                text(record, "tenant"),
                text(record, "purpose"),
                text(record, "field").replace(PACKAGE, ""),
                subject.isEmpty() ? text(record, "subjectUnknown") : subject,
                text(record, "subjectTenant"));
    }

    private static String text(JsonNode record, String key) {
        return record.path(key).asText("");
    }
}
