package io.piitrace.woven;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code LoadersProgram JAR CLASS}: states who reads through three copies of the API, each of a class loader of its own, and hands the work
 * to a pool; then loads a class that has the name of a framework's.
 */
public final class LoadersProgram {
    private LoadersProgram() {}

    public static void main(String[] arguments) throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        for (int i = 0; i < 3; i++) {
            Reader reader = new Reader(i);
            try (URLClassLoader own = new URLClassLoader(
                    new URL[] {Path.of(arguments[0]).toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
                Class<?> api = own.loadClass("io.piitrace.context.AccessContext");
                Object statement = api.getMethod("open").invoke(null);
                statement = api.getMethod("principal", String.class).invoke(statement, "p" + i);
                api.getMethod("run", Runnable.class).invoke(statement, (Runnable) () -> {
                    try {
                        pool.submit(reader).get();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
        }
        pool.shutdown();
        Class.forName(arguments[1]).getMethod("work").invoke(null);
    }

    private static final class Reader implements Runnable {
        @DataSubjectId
        private final long number;

        @Pii("salary")
        private final long salary;

        Reader(long number) {
            this.number = number;
            this.salary = number;
        }

        @Override
        public void run() {
            if (salary < 0) {
                throw new IllegalStateException();
            }
        }
    }
}
