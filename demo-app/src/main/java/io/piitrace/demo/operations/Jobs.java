package io.piitrace.demo.operations;

import io.piitrace.context.AccessContext;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Runs the jobs: at their hour as the system itself, or when an authorised caller asks. */
@Component
public class Jobs {
    private static final Authentication SYSTEM = UsernamePasswordAuthenticationToken.authenticated(
            "nightly-batch", "", AuthorityUtils.createAuthorityList("ROLE_BATCH", "PARTY_system"));

    private final List<Job> jobs;

    Jobs(List<Job> jobs) {
        this.jobs = jobs;
    }

    @SuppressWarnings("try")
    public int run(String name) {
        Job job = jobs.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no such job"));
        try (AccessContext.Scope scope =
                AccessContext.open().entry("job:" + job.name()).start()) {
            return job.run();
        }
    }

    @Scheduled(cron = "${spm.nightly}")
    void nightly() {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(SYSTEM);
        SecurityContextHolder.setContext(context);
        try {
            run("nightly-payout");
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
