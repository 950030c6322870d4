package io.piitrace.demo.operations;

import io.piitrace.annotation.AccessPurpose;
import io.piitrace.demo.domain.Employee;
import io.piitrace.demo.domain.EmployeeRepository;
import java.math.BigDecimal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody's bright idea: tells well-paid employees of a client about the provider's other products. */
@Component
class MarketingMailing implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(MarketingMailing.class);
    private static final String TENANT = "globex";
    private static final int CANDIDATES = 60;
    private static final BigDecimal WELL_PAID = BigDecimal.valueOf(60_000);

    private final EmployeeRepository employees;

    MarketingMailing(EmployeeRepository employees) {
        this.employees = employees;
    }

    @Override
    public String name() {
        return "marketing-mailing";
    }

    @Override
    @AccessPurpose("marketing")
    @Transactional(readOnly = true)
    public int run() {
        List<Employee> candidates = employees.findByTenantOrderByNumber(TENANT, Limit.of(CANDIDATES));
        int length = 0;
        for (Employee employee : candidates) {
            boolean wellPaid = employee.getSalary().compareTo(WELL_PAID) >= 0;
            length +=
                    mail(employee.getEmail(), employee.getLastName(), wellPaid).length();
        }
        LOG.info("{} mails, {} characters", candidates.size(), length);
        return candidates.size();
    }

    private static String mail(String to, String name, boolean wellPaid) {
        return "To: " + to + "\n\nDear " + name + ", have you heard of our " + (wellPaid ? "wealth" : "savings")
                + " app?";
    }
}
