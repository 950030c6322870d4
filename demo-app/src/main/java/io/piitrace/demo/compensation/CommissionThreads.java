package io.piitrace.demo.compensation;

import io.piitrace.demo.SpmProperties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The threads of the commission run. */
@Configuration
class CommissionThreads {
    @Bean(destroyMethod = "shutdown")
    ExecutorService commissionExecutor(SpmProperties properties) {
        return Executors.newFixedThreadPool(properties.workers());
    }
}
