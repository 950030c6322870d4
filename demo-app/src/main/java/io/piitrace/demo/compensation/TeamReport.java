package io.piitrace.demo.compensation;

import io.piitrace.demo.SpmProperties;
import io.piitrace.demo.domain.CommissionStatement;
import io.piitrace.demo.domain.Employee;
import io.piitrace.demo.domain.Quota;
import io.piitrace.demo.domain.QuotaRepository;
import io.piitrace.demo.domain.StatementRepository;
import io.piitrace.demo.people.EmployeeDirectory;
import io.piitrace.demo.security.CurrentUser;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a team was to sell and what it earned in the last month that was paid. */
@Service
@Transactional(readOnly = true)
public class TeamReport {
    private final StatementRepository statements;
    private final QuotaRepository quotas;
    private final EmployeeDirectory directory;
    private final CurrentUser user;
    private final String lastPaid;

    TeamReport(
            StatementRepository statements,
            QuotaRepository quotas,
            EmployeeDirectory directory,
            CurrentUser user,
            SpmProperties properties) {
        this.statements = statements;
        this.quotas = quotas;
        this.directory = directory;
        this.user = user;
        lastPaid = YearMonth.parse(properties.period()).minusMonths(1).toString();
    }

    /** A payroll administrator may see every team of the client, a manager the own one. */
    public List<TeamRow> of(String team) {
        if (!user.has("PAYROLL_ADMIN") && !team.equals(ownTeam())) {
            throw new AccessDeniedException("not the own team");
        }
        List<CommissionStatement> paid =
                statements.findByEmployeeTenantAndEmployeeTeamAndPeriodOrderById(user.tenant(), team, lastPaid);
        List<String> ids = paid.stream().map(TeamReport::numberOf).toList();
        Map<String, Quota> targets = quotas.findByEmployeeNumberIn(ids).stream()
                .collect(Collectors.toMap(Quota::getEmployeeNumber, Function.identity()));
        return paid.stream()
                .map(statement -> row(statement, Objects.requireNonNull(targets.get(numberOf(statement)))))
                .toList();
    }

    public String ownTeam() {
        return directory.find(user.employeeNumber()).getTeam();
    }

    private static TeamRow row(CommissionStatement statement, Quota quota) {
        Employee employee = statement.getEmployee();
        return new TeamRow(
                quota.getEmployeeNumber(),
                employee.getTenant(),
                employee.getLastName() + ", " + employee.getFirstName(),
                quota.getTarget(),
                statement.getCommission());
    }

    /** A statement's id is the employee's number and the month. */
    private static String numberOf(CommissionStatement statement) {
        return statement.getId().substring(0, statement.getId().length() - "-2026-09".length());
    }
}
