package io.piitrace.demo.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.piitrace.demo.script.Inspector.Answer;
import io.piitrace.ledger.seal.SubjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an investigator asks after the incident, and what the answers have to be. */
final class Investigation {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Answered requests before the kill. */
    private static final int ENOUGH = 400;

    private final Stage stage;
    private final Terminal terminal;
    private final Reads caused;
    private final Inspector inspector;

    Investigation(Stage stage, Terminal terminal, Reads caused) {
        this.stage = stage;
        this.terminal = terminal;
        this.caused = caused;
        this.inspector = Inspector.script(stage.root());
    }

    /** Every read that the script caused is in the ledger as often as it happened, and no other. */
    void compare() throws IOException, InterruptedException, Wrong {
        Reads expected = caused.under(SubjectKey.in(stage.dir().resolve("keys/subject.key")));
        Reads told =
                LedgerReads.in(quietly("export", "--format", "jsonl", ledger()).out());
        String differences = expected.differences(told, 5);
        Wrong.unless(differences.isEmpty(), "the ledger tells other reads than the script caused:\n" + differences);
        terminal.confirmed(told.total() + " reads by "
                + told.counts().keySet().stream()
                        .map(Reads.Key::principal)
                        .distinct()
                        .count()
                + " principals about " + told.subjects(key -> true)
                + " people: equal in principal, party, tenant, purpose, field, person and number");
    }

    void findings() throws IOException, InterruptedException, Wrong {
        show(1, "findings", ledger());
        JsonNode ranked =
                JSON.readTree(quietly("findings", "--format", "json", ledger()).out());
        List<JsonNode> findings = findingsOf(ranked);
        Wrong.unless(findings.size() >= 3, "findings: expected at least 3, found " + findings.size());
        List<String> top =
                findings.subList(0, 2).stream().map(Investigation::about).toList();
        Wrong.unless(
                top.contains("carl " + Incident.STOLEN) && top.contains("otto " + Incident.PEEKED),
                "the two worst findings: expected carl about 400 and otto about 150 people, found " + top);
        terminal.confirmed("the two bad ones are on top: carl, about " + Incident.STOLEN
                + " people, with no purpose; otto, about " + Incident.PEEKED + " people of another tenant");
        Wrong.unless(
                findings.stream().anyMatch(finding -> finding.toString().contains("marketing")),
                "findings: the job that reads for marketing is missing");
        Wrong.unless(
                findings.stream().noneMatch(finding -> about(finding).startsWith("sue ")),
                "findings: sue, who had a ticket, is among them");
        terminal.confirmed("the marketing job is among them; sue, who had a ticket, is not");
    }

    void victim() throws IOException, InterruptedException, Wrong {
        show(0, "who", "--subject", Incident.VICTIM, "--category", "ssn", ledger());
        Reads ssn = new Reads();
        caused.counts().forEach((key, count) -> {
            if (key.subject().equals(Incident.VICTIM) && key.field().endsWith("#ssn")) {
                ssn.add(key, count);
            }
        });
        String json = quietly("who", "--subject", Incident.VICTIM, "--category", "ssn", "--format", "jsonl", ledger())
                .out();
        long told = 0;
        for (String line : json.lines().toList()) {
            told += JSON.readTree(line).get("count").longValue();
        }
        Wrong.unless(told == ssn.total(), "who: expected " + ssn.total() + " reads of the number, found " + told);
        terminal.confirmed(
                told + " reads of " + Incident.VICTIM + "'s social security number, as the script caused them");
    }

    void blastRadius() throws IOException, InterruptedException, Wrong {
        show(0, "principal", "carl", ledger());
        Reads told =
                LedgerReads.in(quietly("export", "--format", "jsonl", ledger()).out());
        long people = told.subjects(
                key -> key.principal().equals("carl") && key.field().endsWith("#ssn"));
        Wrong.unless(people == Incident.STOLEN, "carl: expected 400 people, found " + people);
        terminal.confirmed("carl read the social security numbers of exactly " + people + " people");
    }

    void proof() throws IOException, InterruptedException, Wrong {
        show(0, "verify", ledger());
        terminal.confirmed("the ledger is whole and unaltered");
    }

    void report() throws IOException, InterruptedException, Wrong {
        Path page = stage.dir().resolve("report.html");
        show(1, "report", "--output", stage.shown(page), ledger());
        Wrong.unless(Files.size(page) > 10_000, "report: " + page + " has next to nothing in it");
        terminal.confirmed(stage.shown(page) + ", " + Files.size(page) / 1024 + " KB in one file");
    }

    /** Changes one byte in the middle of a copy, and expects the block in which it lies to be named. */
    void tamper() throws IOException, InterruptedException, Wrong {
        Path copy = stage.dir().resolve("tampered");
        Stage.copy(stage.ledger(), copy);
        Path file = largestLedger(copy);
        byte[] bytes = Files.readAllBytes(file);
        int position = bytes.length / 2;
        bytes[position] ^= 1;
        Files.write(file, bytes);
        terminal.step("byte " + position + " of " + bytes.length + " in " + stage.shown(file));
        Answer answer = show(1, "verify", stage.shown(copy));
        Wrong.unless(answer.out().contains("block"), "verify: expected the block to be named");
        terminal.confirmed("verify names the block");
    }

    /** Kills a second application, which has everything in a directory of its own, and turns its spool into ledger. */
    void crash() throws IOException, InterruptedException, Wrong {
        Path dir = stage.dir().resolve("killed");
        Crash crash = Crash.after(ENOUGH, stage, dir);
        terminal.step("killed after " + crash.answered() + " answered requests of four people, which took "
                + crash.caused().total() + " reads");
        show(0, "recover", stage.shown(dir));
        String ledger = stage.shown(dir.resolve("ledger"));
        Reads told =
                LedgerReads.in(quietly("export", "--format", "jsonl", ledger).out());
        Reads expected = crash.caused().under(SubjectKey.in(dir.resolve("keys/subject.key")));
        long missing = Crash.missing(expected, told);
        Wrong.unless(missing == 0, missing + " reads of answered requests did not come back");
        terminal.confirmed("every one of the " + expected.total() + " reads of answered requests came back, and "
                + (told.total() - expected.total()) + " of requests that the kill cut off");
        show(0, "verify", ledger);
    }

    private static Path largestLedger(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(file -> file.toString().endsWith(".ledger"))
                    .max((a, b) -> Long.compare(a.toFile().length(), b.toFile().length()))
                    .orElseThrow(() -> new IOException("no ledger below " + dir));
        }
    }

    /** Runs a command as a person would, prints what it prints, and expects it to end that way. */
    private Answer show(int status, String... arguments) throws IOException, InterruptedException, Wrong {
        terminal.command("./piitrace " + String.join(" ", arguments));
        Answer answer = inspector.ask(List.of(arguments), terminal.isColoured());
        terminal.output(answer.out());
        terminal.output(answer.err());
        Wrong.unless(
                answer.status() == status,
                arguments[0] + ": expected exit status " + status + ", found " + answer.status());
        return answer;
    }

    private Answer quietly(String... arguments) throws IOException, InterruptedException, Wrong {
        Answer answer = inspector.ask(List.of(arguments));
        Wrong.unless(answer.status() <= 1, String.join(" ", arguments) + ": " + answer.err());
        return answer;
    }

    private String ledger() {
        return stage.shown(stage.ledger());
    }

    private static List<JsonNode> findingsOf(JsonNode answer) {
        List<JsonNode> findings = new ArrayList<>();
        answer.path("findings").forEach(findings::add);
        return findings;
    }

    private static String about(JsonNode finding) {
        return finding.path("principal").asText()
                + ' '
                + finding.path("subjects").asText();
    }
}
