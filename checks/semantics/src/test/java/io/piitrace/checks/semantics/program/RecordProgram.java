package io.piitrace.checks.semantics.program;

import static io.piitrace.checks.semantics.program.Step.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.piitrace.context.AccessContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** Personal data that never become fields. */
public final class RecordProgram {
    private RecordProgram() {}

    public static void main(String[] arguments) throws Exception {
        step("rows", RecordProgram::rows);
        step("tree", RecordProgram::tree);
        step("nobody known", () -> AccessContext.record("phone", null));
        step("in a lambda", () -> List.of(1, 2, 3).forEach(id -> AccessContext.record("name", id)));
        step("an id that is none", () -> AccessContext.record("phone", new Object()));
        step("many", () -> {
            for (int i = 0; i < 10_000; i++) {
                AccessContext.record("ssn", (long) (i % 10), "Employee#ssn");
            }
        });
        step("names without end", () -> {
            for (int i = 0; i < 12_000; i++) {
                AccessContext.record("ssn", 1L, "Employee#ssn" + i);
            }
        });
    }

    private static void rows() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:rows");
                Statement statement = connection.createStatement()) {
            statement.execute("create table employee(id bigint, ssn varchar)");
            statement.execute("insert into employee values (1, 's1'), (2, 's2')");
            ResultSet rows = statement.executeQuery("select id, ssn from employee");
            while (rows.next()) {
                AccessContext.record("ssn", rows.getLong("id"), "com.acme.Employee#ssn");
                rows.getString("ssn");
            }
        }
    }

    private static void tree() throws Exception {
        JsonNode person = new ObjectMapper()
                .readTree("{\"id\": \"6ba7b810-9dad-11d1-80b4-00c04fd430c8\", \"email\": \"a@example.com\"}");
        AccessContext.record("email", UUID.fromString(person.get("id").asText()), "email");
        person.get("email").asText();
    }
}
