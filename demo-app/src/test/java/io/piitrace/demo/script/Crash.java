package io.piitrace.demo.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kills the application while four people work with it. What an answered request read was recorded; of the one request that
 * each was waiting for, a ledger may tell any part.
 */
public final class Crash {
    private static final List<Cast> PEOPLE = List.of(Cast.AMY, Cast.GUS, Cast.MONA, Cast.SAM);

    private final Reads caused = new Reads();
    private final AtomicInteger answered = new AtomicInteger();

    private Crash() {}

    /** Returns when the application, which keeps everything in {@code dir}, is dead after that many answers at least. */
    public static Crash after(int answers, Stage stage, Path dir) throws IOException, InterruptedException {
        Crash crash = new Crash();
        try (Application application = stage.start(dir, List.of())) {
            List<Thread> threads = PEOPLE.stream()
                    .map(who -> new Thread(() -> crash.work(who, application.port()), who.principal()))
                    .toList();
            threads.forEach(Thread::start);
            while (crash.answered.get() < answers && threads.stream().anyMatch(Thread::isAlive)) {
                Thread.sleep(1);
            }
            application.kill();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return crash;
    }

    public int answered() {
        return answered.get();
    }

    /** What the answered requests read. */
    public Reads caused() {
        return caused;
    }

    /** How many reads of answered requests are not among those that a ledger tells; both with pseudonyms. */
    public static long missing(Reads expected, Reads told) {
        Map<Reads.Key, Long> found = told.counts();
        return expected.counts().entrySet().stream()
                .mapToLong(read -> Math.max(0, read.getValue() - found.getOrDefault(read.getKey(), 0L)))
                .sum();
    }

    /** Goes on until nobody answers any more. */
    private void work(Cast who, int port) {
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
