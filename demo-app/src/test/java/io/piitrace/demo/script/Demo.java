package io.piitrace.demo.script;

import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./demo}: the application with the agent, an incident, and its investigation. Exits with 1 if a ledger tells anything
 * but what the script caused.
 */
public final class Demo {
    private final Stage stage;
    private final Terminal terminal;

    private Demo(Stage stage, Terminal terminal) {
        this.stage = stage;
        this.terminal = terminal;
    }

    /** Arguments: the repository's root, the java program, {@code colour} or {@code plain}, and {@code --serve} or nothing. */
    public static void main(String[] args) throws Exception {
        Stage stage = Stage.in(Path.of(args[0]).toAbsolutePath().normalize(), Path.of(args[1]));
        Terminal terminal = new Terminal(args[2].equals("colour"));
        try {
            new Demo(stage, terminal).run(args.length > 3 && args[3].equals("--serve"));
        } catch (Wrong e) {
            terminal.failed("the demonstration fails: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(boolean serve) throws Exception {
        Stage.delete(stage.dir());
        Reads caused = new Reads();
        int requests = live(caused);
        Investigation investigation = new Investigation(stage, terminal, caused);
        terminal.chapter("Does the ledger tell what happened?");
        investigation.compare();
        terminal.chapter("The investigation");
        investigation.findings();
        investigation.victim();
        investigation.blastRadius();
        investigation.proof();
        investigation.report();
        terminal.chapter("One byte of a copy is changed");
        investigation.tamper();
        terminal.chapter("The application is killed in the middle of traffic (kill -9)");
        investigation.crash();
        terminal.chapter("Summary");
        terminal.step(requests + " requests made the application read personal fields " + caused.total()
                + " times; the ledger tells all of them, and nothing else");
        terminal.step("ledger  " + stage.shown(stage.ledger()));
        terminal.step("report  " + stage.shown(stage.dir().resolve("report.html")));
        terminal.plain("");
        if (serve) {
            serve();
        }
    }

    private int live(Reads caused) throws Exception {
        terminal.chapter("The application starts, with the agent attached");
        try (Application application = stage.start(stage.dir(), List.of())) {
            terminal.step("http://localhost:" + application.port() + ", 2 clients, 2,000 employees");
            String errors = application.errors().strip();
            errors.lines().forEach(terminal::step);
            terminal.chapter("What people do with it");
            Traffic traffic = new Traffic(application.port(), caused);
            Incident incident = new Incident(traffic, terminal::step);
            incident.day();
            terminal.chapter("And what some do when it is night");
            incident.night();
            return traffic.requests();
        }
    }

    /** Keeps the application up, on the ledger that the incident left, until somebody interrupts. */
    private void serve() throws Exception {
        try (Application application = stage.start(stage.dir(), List.of())) {
            terminal.step("application  http://localhost:" + application.port() + "   (amy/amy, rita/rita, sue/sue …)");
            Process review = review();
            if (review == null) {
                terminal.step("review UI    not there yet: this version of piitrace has no command serve");
            }
            terminal.step("Ctrl-C ends both");
            if (review != null) {
                Runtime.getRuntime().addShutdownHook(new Thread(review::destroy));
            }
            application.await();
        }
    }

    private Process review() throws Exception {
        Inspector inspector = Inspector.script(stage.root());
        if (!inspector.ask(List.of("--help")).out().contains("serve")) {
            return null;
        }
        return new ProcessBuilder(
                        stage.root().resolve("piitrace").toString(),
                        "serve",
                        stage.ledger().toString())
                .directory(stage.root().toFile())
                .inheritIO()
                .start();
    }
}
