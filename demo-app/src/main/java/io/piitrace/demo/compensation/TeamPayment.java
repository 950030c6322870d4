package io.piitrace.demo.compensation;

import io.piitrace.demo.domain.CommissionStatement;
import io.piitrace.demo.domain.CompensationPlan;
import io.piitrace.demo.domain.Employee;
import io.piitrace.demo.domain.EmployeeRepository;
import io.piitrace.demo.domain.Payout;
import io.piitrace.demo.domain.PayoutRepository;
import io.piitrace.demo.domain.PlanRepository;
import io.piitrace.demo.domain.Quota;
import io.piitrace.demo.domain.QuotaRepository;
import io.piitrace.demo.domain.SalesTransaction;
import io.piitrace.demo.domain.StatementRepository;
import io.piitrace.demo.domain.TransactionRepository;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Pays one team, in a transaction of its own. Paying a month again replaces what was there. */
@Component
class TeamPayment {
    private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

    private final EmployeeRepository employees;
    private final QuotaRepository quotas;
    private final TransactionRepository transactions;
    private final PlanRepository plans;
    private final StatementRepository statements;
    private final PayoutRepository payouts;

    TeamPayment(
            EmployeeRepository employees,
            QuotaRepository quotas,
            TransactionRepository transactions,
            PlanRepository plans,
            StatementRepository statements,
            PayoutRepository payouts) {
        this.employees = employees;
        this.quotas = quotas;
        this.transactions = transactions;
        this.plans = plans;
        this.statements = statements;
        this.payouts = payouts;
    }

    @Transactional
    public int pay(String tenant, String team, String period) {
        CompensationPlan plan = plans.findById(tenant).orElseThrow();
        Map<String, Employee> sellers = employees.findByTenantAndTeamOrderByNumber(tenant, team).stream()
                .filter(employee -> !employee.isManager())
                .collect(Collectors.toMap(Employee::getNumber, Function.identity()));
        List<String> numbers = sellers.keySet().stream().sorted().toList();
        Map<String, Quota> targets = quotas.findByEmployeeNumberIn(numbers).stream()
                .collect(Collectors.toMap(Quota::getEmployeeNumber, Function.identity()));
        Map<String, List<SalesTransaction>> sales =
                transactions.findByEmployeeNumberInAndPeriodOrderById(numbers, period).stream()
                        .collect(Collectors.groupingBy(SalesTransaction::getEmployeeNumber));
        numbers.forEach(number -> pay(
                number,
                Objects.requireNonNull(sellers.get(number), number),
                Objects.requireNonNull(targets.get(number), number),
                sales.getOrDefault(number, List.of()),
                plan,
                period));
        return numbers.size();
    }

    private void pay(
            String number,
            Employee employee,
            Quota quota,
            List<SalesTransaction> sales,
            CompensationPlan plan,
            String period) {
        BigDecimal sold = sum(sales, SalesTransaction::getAmount);
        BigDecimal commission = sum(sales, SalesTransaction::getCommission);
        BigDecimal share = employee.getSalary().multiply(plan.getBonusRate()).divide(MONTHS, 2, RoundingMode.HALF_UP);
        BigDecimal bonus = sold.compareTo(quota.getTarget()) >= 0 ? share : BigDecimal.ZERO;
        CommissionStatement statement = new CommissionStatement(number, employee, period, commission, bonus);
        statements.save(statement);
        payouts.save(new Payout(
                statement.getId(), number, employee.getTenant(), commission.add(bonus), employee.getBankAccount()));
    }

    private static BigDecimal sum(List<SalesTransaction> sales, Function<SalesTransaction, BigDecimal> what) {
        return sales.stream().map(what).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
