package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @Test
    void theServiceIsCalledAfterMainClassOrJar() {
        assertThat(Settings.application("com.acme.Payroll --port 80")).isEqualTo("Payroll");
        assertThat(Settings.application("/opt/app/payroll-1.2.jar -x")).isEqualTo("payroll-1.2");
        assertThat(Settings.application("payroll/com.acme.Main")).isEqualTo("Main");
        assertThat(Settings.application("")).isEqualTo("unknown");
    }

    @Test
    void aDirectoryThatAnotherJvmMakesAtTheSameTimeIsThere(@TempDir File root) throws Exception {
        AtomicInteger missing = new AtomicInteger();
        CyclicBarrier barrier = new CyclicBarrier(2);
        Runnable start = () -> {
            for (int i = 0; i < 500; i++) {
                try {
                    barrier.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
                if (!Settings.isThere(new File(root, i + "/piitrace/keys"))) {
                    missing.incrementAndGet();
                }
            }
        };
        Thread other = new Thread(start);
        other.start();
        start.run();
        other.join();

        assertThat(missing).hasValue(0);
    }
}
