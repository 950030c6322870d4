package io.piitrace.demo.compensation;

import io.piitrace.demo.SpmProperties;
import io.piitrace.demo.domain.EmployeeRepository;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/**
 * Pays a client's sellers for a month: statement and payout for each.
 *
 * <p><b>Threading.</b> Teams are paid in parallel on the executor {@code commissionExecutor}; the caller waits for all.
 */
@Service
public class CommissionRun {
    static final int TEAM_SIZE = 20;

    private final EmployeeRepository employees;
    private final TeamPayment payment;
    private final Executor executor;
    private final String period;

    CommissionRun(
            EmployeeRepository employees,
            TeamPayment payment,
            @Qualifier("commissionExecutor") Executor executor,
            SpmProperties properties) {
        this.employees = employees;
        this.payment = payment;
        this.executor = executor;
        this.period = properties.period();
    }

    /** Returns how many people were paid. */
    public int pay(String tenant) {
        int teams = (int) ((employees.countByTenant(tenant) + TEAM_SIZE - 1) / TEAM_SIZE);
        List<CompletableFuture<Integer>> paid = IntStream.rangeClosed(1, teams)
                .mapToObj(team -> CompletableFuture.supplyAsync(
                        () -> payment.pay(tenant, String.format("T%02d", team), period), executor))
                .toList();
        return paid.stream().mapToInt(CompletableFuture::join).sum();
    }
}
