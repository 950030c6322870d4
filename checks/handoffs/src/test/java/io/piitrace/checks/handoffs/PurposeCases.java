package io.piitrace.checks.handoffs;

import io.piitrace.annotation.AccessPurpose;
import io.piitrace.context.AccessContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** What code says of its purpose, and what rules say of code that says nothing. */
final class PurposeCases {
    private static Matrix.Read atJob;

    private PurposeCases() {}

    static void addTo(Matrix matrix) throws Exception {
        matrix.nobody("Code: @AccessPurpose", PurposeCases::annotated);
        matrix.nobody(
                "Code: AccessContext",
                read -> AccessContext.open()
                        .principal("amy")
                        .roles("payroll-admin")
                        .party("client-user")
                        .tenant("acme")
                        .region("DE")
                        .purpose("legal")
                        .ticket("CASE-1")
                        .run(read));
        matrix.nobody("Rule: class and method", PurposeCases::ruled);
        matrix.nobody("Spring: @Scheduled, purpose by a rule", read -> {
            atJob = read;
            try (var context = new AnnotationConfigApplicationContext(Beans.class)) {
                read.done().await();
            }
        });
    }

    @AccessPurpose("legal")
    private static void annotated(Matrix.Read read) {
        read.run();
    }

    private static void ruled(Matrix.Read read) {
        read.run();
    }

    @Configuration
    @EnableScheduling
    static class Beans {
        @Bean
        Payout payout() {
            return new Payout();
        }
    }

    static class Payout {
        @Scheduled(fixedDelay = 10)
        public void nightly() {
            atJob.run();
        }
    }
}
