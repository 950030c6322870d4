package io.piitrace.checks.peers;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that do nothing but read and record, for some seconds; then whatever is still on its way goes to the disk, and the JVM ends. {@code checks/compare} takes the time
 * until then, and all processor time of the process. With {@code count} as third argument: how many records are on the disk.
 */
public final class Sustained {
    private static final int BURST = 4096;
    private static final long WARM_UP_NS = 2_000_000_000;

    private final AtomicLong accesses = new AtomicLong();
    private final AtomicLong allocated = new AtomicLong();
    private volatile long sum;

    private Sustained() {}

    /** @param arguments peer, directory, threads, seconds */
    public static void main(String[] arguments) throws Exception {
        Peer peer = Peer.of(arguments[0]);
        Path dir = Path.of(arguments[1]);
        if (arguments[2].equals("count")) {
            System.out.println("found " + peer.recorded(dir));
            return;
        }
        Files.createDirectories(dir);
        peer.open(dir);
        new Sustained().run(peer, Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]) * 1_000_000_000);
        peer.close();
    }

    private void run(Peer peer, int threads, long ns) throws Exception {
        long[] start = new long[3];
        CyclicBarrier warm = new CyclicBarrier(threads, () -> {
            start[0] = System.currentTimeMillis();
            start[1] = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                    .getProcessCpuTime();
            start[2] = accesses.getAndSet(0);
        });
        Thread[] running = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            running[i] = new Thread(() -> {
                try {
                    read(peer, WARM_UP_NS);
                    warm.await();
                    ThreadMXBean beans = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                    long before =
                            beans.getThreadAllocatedBytes(Thread.currentThread().getId());
                    read(peer, ns);
                    allocated.addAndGet(
                            beans.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            running[i].start();
        }
        for (Thread thread : running) {
            thread.join();
        }
        System.out.printf(
                "sustained %d %d %d %d %d%n",
                start[2], accesses.get(), allocated.get(), start[0], start[1] / 1_000_000);
    }

    private void read(Peer peer, long ns) {
        Person[] people = Person.many(BURST);
        long until = System.nanoTime() + ns;
        long done = 0;
        while (System.nanoTime() < until) {
            sum = peer.burst(people);
            done += BURST;
        }
        accesses.addAndGet(done);
    }
}
