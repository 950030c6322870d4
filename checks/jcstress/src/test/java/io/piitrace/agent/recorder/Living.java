package io.piitrace.agent.recorder;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A thread that lives as long as the JVM, and so keeps its thread-locals, by which a ring knows it. Its class is one of its own: a lambda of a class that is being initialised would wait for that. */
final class Living {
    private Living() {}

    static Thread thread() {
        CountDownLatch there = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            ThreadLocal<Object> local = new ThreadLocal<>();
            local.set(there);
            there.countDown();
            while (true) {
                LockSupport.park();
            }
        });
        thread.setDaemon(true);
        thread.start();
        try {
            there.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return thread;
    }
}
