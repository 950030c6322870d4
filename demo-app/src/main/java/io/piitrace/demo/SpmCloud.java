package io.piitrace.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** A small sales performance management cloud: two clients, their employees, plans, quotas, statements and payouts. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SpmCloud {
    public static void main(String[] args) {
        SpringApplication.run(SpmCloud.class, args);
    }
}
