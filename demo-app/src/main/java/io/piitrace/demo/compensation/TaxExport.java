package io.piitrace.demo.compensation;

import io.piitrace.annotation.AccessPurpose;
import io.piitrace.demo.SpmProperties;
import io.piitrace.demo.domain.CommissionStatement;
import io.piitrace.demo.domain.Employee;
import io.piitrace.demo.domain.StatementRepository;
import io.piitrace.demo.security.CurrentUser;
import java.time.YearMonth;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The file that a client's payroll department hands to the tax office, as comma-separated text. */
@Service
@AccessPurpose("compensation-run")
@Transactional(readOnly = true)
public class TaxExport {
    private final StatementRepository statements;
    private final CurrentUser user;
    private final String lastPaid;

    TaxExport(StatementRepository statements, CurrentUser user, SpmProperties properties) {
        this.statements = statements;
        this.user = user;
        lastPaid = YearMonth.parse(properties.period()).minusMonths(1).toString();
    }

    public String csv() {
        StringBuilder csv = new StringBuilder("number,ssn,tax id,last name,first name,commission,bonus\n");
        statements
                .findByEmployeeTenantAndPeriodOrderById(user.tenant(), lastPaid)
                .forEach(statement -> append(csv, statement));
        return csv.toString();
    }

    private static void append(StringBuilder csv, CommissionStatement statement) {
        Employee employee = statement.getEmployee();
        csv.append(employee.getNumber())
                .append(',')
                .append(employee.getSsn())
                .append(',')
                .append(employee.getTaxId())
                .append(',')
                .append(employee.getLastName())
                .append(',')
                .append(employee.getFirstName())
                .append(',')
                .append(statement.getCommission())
                .append(',')
                .append(statement.getBonus())
                .append('\n');
    }
}
