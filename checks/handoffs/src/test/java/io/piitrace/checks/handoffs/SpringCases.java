package io.piitrace.checks.handoffs;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

/** Spring's executors and {@code @Async}. */
final class SpringCases {
    private SpringCases() {}

    static void addTo(Matrix matrix) throws Exception {
        matrix.nobody("Spring Security: carol, switched to amy", read -> {
            Authentication carol = new UsernamePasswordAuthenticationToken("carol", null, List.of());
            SecurityContextHolder.setContext(new SecurityContextImpl(new UsernamePasswordAuthenticationToken(
                    "amy", null, List.of(new SwitchUserGrantedAuthority("ROLE_PREVIOUS_ADMINISTRATOR", carol)))));
            read.run();
            SecurityContextHolder.clearContext();
        });
        try (var context = new AnnotationConfigApplicationContext(Beans.class)) {
            Worker worker = context.getBean(Worker.class);
            Matrix.carolDoes(() -> worker.work(() -> {}).join());
            matrix.amy("Spring: @Async", read -> worker.work(read).get());
            ThreadPoolTaskExecutor pool = context.getBean(ThreadPoolTaskExecutor.class);
            matrix.amy("Spring: ThreadPoolTaskExecutor", pool::execute);
            matrix.amy(
                    "Spring: submitCompletable",
                    read -> pool.submitCompletable(read).get());
            matrix.amy("Spring: ConcurrentTaskExecutor", new ConcurrentTaskExecutor(pool)::execute);
            matrix.amy("Spring: SimpleAsyncTaskExecutor", new SimpleAsyncTaskExecutor()::execute);
            ThreadPoolTaskScheduler scheduler = context.getBean(ThreadPoolTaskScheduler.class);
            matrix.amy(
                    "Spring: TaskScheduler.schedule",
                    read -> scheduler.schedule(read, Instant.now().plusMillis(1)));
        }
    }

    @Configuration
    @EnableAsync
    static class Beans {
        @Bean
        Worker worker() {
            return new Worker();
        }

        @Bean
        TaskExecutor taskExecutor() {
            ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
            pool.setCorePoolSize(1);
            return pool;
        }

        @Bean
        ThreadPoolTaskScheduler scheduler() {
            return new ThreadPoolTaskScheduler();
        }
    }

    static class Worker {
        @Async("taskExecutor")
        public CompletableFuture<String> work(Runnable read) {
            read.run();
            return CompletableFuture.completedFuture("x");
        }
    }
}
