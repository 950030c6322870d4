package io.piitrace.agent.context;

import org.jspecify.annotations.Nullable;

/**
 * Tells threads that do one piece of the application's work from those that pools and libraries keep for themselves. The
 * latter are often started by chance in the middle of somebody's request and outlive it by far: they must not be hers.
 */
final class Threads {
    private static final String[] LIBRARIES = {
        "java.",
        "javax.",
        "jdk.",
        "sun.",
        "com.sun.",
        "org.apache.",
        "org.eclipse.",
        "io.undertow.",
        "org.xnio.",
        "org.jboss.",
        "io.netty.",
        "com.zaxxer.",
        "org.h2.",
        "org.postgresql.",
        "com.mysql.",
        "org.mariadb.",
        "oracle.",
        "com.microsoft.",
        "org.quartz.",
        "ch.qos.",
        "reactor.",
        "io.reactivex.",
        "kotlinx.",
        "com.github.benmanes.",
        "com.google.",
        "io.micrometer.",
        "org.hibernate.",
        "com.mongodb.",
        "io.lettuce.",
        "redis.",
        "com.rabbitmq.",
        "io.grpc.",
        "okhttp3.",
        "okio.",
        "org.ehcache.",
        "com.hazelcast.",
        "io.piitrace.agent."
    };

    /** Tasks of the JDK that stand for one piece of the application's work. */
    private static final String[] TASKS = {
        "java.util.concurrent.FutureTask",
        "java.util.concurrent.CompletableFuture$Async",
        "java.util.concurrent.ThreadPerTaskExecutor$",
        "java.util.concurrent.StructuredTaskScope"
    };

    private Threads() {}

    /** @param target what the thread runs; null if that cannot be known from outside */
    static boolean isOfTheApplication(String threadClass, @Nullable Object target) {
        boolean virtual = threadClass.equals("java.lang.VirtualThread");
        if (!virtual && !threadClass.equals("java.lang.Thread") && startsWithAny(threadClass, LIBRARIES)) {
            return false;
        }
        if (target == null) {
            return virtual || !threadClass.equals("java.lang.Thread");
        }
        String task = target.getClass().getName();
        return startsWithAny(task, TASKS) || !startsWithAny(task, LIBRARIES);
    }

    private static boolean startsWithAny(String name, String[] beginnings) {
        for (String beginning : beginnings) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
