package io.piitrace.demo.operations;

import io.piitrace.annotation.AccessPurpose;
import io.piitrace.demo.SpmProperties;
import io.piitrace.demo.SpmProperties.Tenant;
import io.piitrace.demo.compensation.CommissionRun;
import org.springframework.stereotype.Component;

/** Pays everybody of every client for the month. */
@Component
class NightlyPayout implements Job {
    private final CommissionRun run;
    private final SpmProperties properties;

    NightlyPayout(CommissionRun run, SpmProperties properties) {
        this.run = run;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "nightly-payout";
    }

    @Override
    @AccessPurpose("compensation-run")
    public int run() {
        return properties.tenants().stream()
                .map(Tenant::code)
                .mapToInt(run::pay)
                .sum();
    }
}
