package io.piitrace.checks.prices;

import io.piitrace.context.AccessContext;
import io.piitrace.ledger.AccessRecord;
import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerReader;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Scan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a thread takes in memory: so many are started and wait, each having done what a stage says. {@code checks/context-prices} runs it with and without the agent; the
 * difference is the agent's.
 *
 * <p>Heap is what a full collection leaves. The kernel tells what else the process has in memory; rings, count tables and definitions are files.
 */
public final class ThreadPrices {
    private static final int SETTLE_MS = 200;
    private static final int CONTEXTS = 100;

    /** What each thread has done. */
    private enum Stage {
        /** Nothing, and it was started outside of any context. */
        STARTED,
        /** Nothing, and it was started within a context. */
        HANDED,
        /** Read a personal field outside of any context. */
        READ,
        /** Opened a scope, one of a hundred different ones, and read a personal field in it. */
        SCOPE,
        /** The same in a context that no other thread has. */
        OWN
    }

    private final Stage stage;
    private final Person person = new Person(7);
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private long sum;

    private final Path spool;

    private ThreadPrices(Stage stage, Path spool) {
        this.stage = stage;
        this.spool = spool;
    }

    /** Arguments: {@code platform} or {@code virtual}, how many, the stage, and where the agent's spools are; or {@code count} and the agent's directory. */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("count")) {
            count(Path.of(args[1]));
        } else {
            Stage stage = Stage.valueOf(args[2].toUpperCase(Locale.ROOT));
            new ThreadPrices(stage, Path.of(args[3])).measure(args[0].equals("virtual"), Integer.parseInt(args[1]));
        }
    }

    private void measure(boolean virtual, int threads)
            throws ReflectiveOperationException, InterruptedException, IOException {
        Method startVirtual = virtual ? Thread.class.getMethod("startVirtualThread", Runnable.class) : null;
        Thread[] all = new Thread[threads + 1];
        all[threads] = start(startVirtual); // with it comes whatever a first thread needs
        person.salary();
        long heap = heapOnceWaiting(1);
        long memory = resident("RssAnon");
        long files = length(spool);
        if (stage == Stage.HANDED) {
            AccessContext.open()
                    .principal("starter")
                    .purpose("client-use")
                    .run(() -> startAll(startVirtual, all, threads));
        } else {
            startAll(startVirtual, all, threads);
        }
        double count = threads;
        heap = heapOnceWaiting(threads + 1) - heap;
        System.out.printf(
                Locale.ROOT,
                "%.1f %.1f %.1f%n",
                heap / count,
                (resident("RssAnon") - memory) / count,
                (length(spool) - files) / count);
        if (all[threads].isAlive() && sum == 0 && stage.compareTo(Stage.READ) >= 0) {
            throw new IllegalStateException("nothing was read");
        }
    }

    private void startAll(@Nullable Method startVirtual, Thread[] to, int threads) {
        for (int i = 0; i < threads; i++) {
            to[i] = start(startVirtual);
        }
    }

    private Thread start(@Nullable Method startVirtual) {
        try {
            if (startVirtual != null) {
                return (Thread) startVirtual.invoke(null, (Runnable) this::work);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        Thread thread = new Thread(this::work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void work() {
        int mine = number.getAndIncrement();
        switch (stage) {
            case STARTED, HANDED -> await();
            case READ -> {
                sum += person.salary();
                await();
            }
            case SCOPE -> within(mine % CONTEXTS);
            case OWN -> within(mine);
        }
    }

    @SuppressWarnings("try") // a scope does its work by being there
    private void within(int who) {
        try (AccessContext.Scope scope =
                AccessContext.open().principal("p" + who).purpose("client-use").start()) {
            sum += person.salary();
            await();
        }
    }

    private void await() {
        waiting.incrementAndGet();
        while (true) {
            LockSupport.park();
        }
    }

    /** What a full collection leaves, once so many threads wait. */
    private long heapOnceWaiting(int threads) throws InterruptedException {
        while (waiting.get() < threads) {
            Thread.sleep(1);
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            Thread.sleep(SETTLE_MS); // for who has just said that it waits, and for the drain
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** Bytes of this process in memory, of this kind. */
    private static long resident(String kind) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(kind)) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
            }
        }
        throw new IOException("the kernel does not tell " + kind);
    }

    private static long length(Path dir) throws IOException {
        if (!Files.isDirectory(dir)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void count(Path dir) throws IOException {
        long read = 0;
        long lost = 0;
        for (Path file : LedgerFiles.find(List.of(dir))) {
            try (LedgerReader reader = LedgerReader.open(file, Scan.ALL)) {
                for (LedgerRecord record; (record = reader.next()) != null; ) {
                    if (record instanceof AccessRecord access) {
                        read += access.count();
                    } else if (record instanceof Notice notice && notice.type() == NoticeType.LOSS) {
                        lost += Long.parseLong(notice.attributes().getOrDefault("count", "0"));
                    }
                }
            }
        }
        System.out.println(read + " " + lost);
    }
}
