package io.piitrace.demo.script;

import io.piitrace.demo.script.Inspector.Answer;
import io.piitrace.ledger.seal.SubjectKey;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills the application while four people work with it. A request that was answered was recorded; of the one that each was
 * waiting for, the ledger may tell any part.
 */
final class Crash {
    private static final List<Cast> PEOPLE = List.of(Cast.AMY, Cast.GUS, Cast.MONA, Cast.SAM);
    private static final int ENOUGH = 400;

    private final Stage stage;
    private final Terminal terminal;
    private final AtomicInteger answered = new AtomicInteger();

    Crash(Stage stage, Terminal terminal) {
        this.stage = stage;
        this.terminal = terminal;
    }

    void run() throws Exception {
        Path dir = stage.dir().resolve("killed");
        Reads caused = new Reads();
        try (Application application = stage.start(dir, List.of())) {
            List<Thread> threads = PEOPLE.stream()
                    .map(who -> new Thread(() -> work(who, application.port(), caused), who.principal()))
                    .toList();
            threads.forEach(Thread::start);
            while (answered.get() < ENOUGH) {
                Thread.sleep(1);
            }
            application.kill();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        terminal.step("killed after " + answered.get() + " answered requests, which took " + caused.total() + " reads");
        recover(dir, caused);
    }

    private void recover(Path dir, Reads caused) throws Exception {
        Inspector inspector = Inspector.script(stage.root());
        terminal.command("./piitrace recover " + stage.shown(dir));
        Answer answer = inspector.ask(List.of("recover", dir.toString()), terminal.isColoured());
        terminal.output(answer.out());
        terminal.output(answer.err());
        Wrong.unless(answer.status() == 0, "recover: expected exit status 0, found " + answer.status());
        String ledger = dir.resolve("ledger").toString();
        Reads told = LedgerReads.in(
                inspector.ask(List.of("export", "--format", "jsonl", ledger)).out());
        Map<Reads.Key, Long> found = told.counts();
        Reads expected = caused.under(SubjectKey.in(dir.resolve("keys/subject.key")));
        long missing = expected.counts().entrySet().stream()
                .mapToLong(read -> Math.max(0, read.getValue() - found.getOrDefault(read.getKey(), 0L)))
                .sum();
        Wrong.unless(missing == 0, missing + " reads of answered requests did not come back");
        long more = told.total() - expected.total();
        terminal.confirmed("every one of the " + expected.total() + " reads of answered requests came back, and " + more
                + " of requests that the kill cut off");
        Wrong.unless(inspector.ask(List.of("verify", ledger)).status() == 0, "the recovered ledger does not verify");
        terminal.confirmed("the recovered ledger verifies");
    }

    /** Goes on until nobody answers any more. */
    private void work(Cast who, int port, Reads caused) {
        Traffic traffic = new Traffic(port, caused);
        try {
            for (int i = 2; ; i++) {
                one(traffic, who, i);
                answered.incrementAndGet();
            }
        } catch (UncheckedIOException e) {
            // the application is gone, which is what this is about
        }
    }

    private static void one(Traffic traffic, Cast who, int i) {
        switch (who) {
            case AMY -> traffic.detail(who, Traffic.number('A', 1 + i % 1200));
            case GUS -> traffic.detail(who, Traffic.number('G', 1 + i % 800));
            case MONA -> traffic.team(who, "T01");
            default -> traffic.search(who, i % 2 == 0 ? "Al" : "Bi");
        }
    }
}
