package io.piitrace.demo.people;

import io.piitrace.demo.domain.Employee;
import io.piitrace.demo.domain.EmployeeRepository;
import io.piitrace.demo.security.CurrentUser;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The employees of the client whose user is asking, and of no other. */
@Service
@Transactional(readOnly = true)
public class EmployeeDirectory {
    private static final int MOST_HITS = 50;

    private final EmployeeRepository employees;
    private final CurrentUser user;

    EmployeeDirectory(EmployeeRepository employees, CurrentUser user) {
        this.employees = employees;
        this.user = user;
    }

    public List<EmployeeSummary> page(int page, int size) {
        return employees.findByTenantOrderByNumber(user.tenant(), PageRequest.of(page, size)).stream()
                .map(EmployeeSummary::of)
                .toList();
    }

    public List<EmployeeSummary> search(String prefix) {
        return employees
                .findByTenantAndLastNameStartingWithIgnoreCaseOrderByNumber(user.tenant(), prefix, Limit.of(MOST_HITS))
                .stream()
                .map(EmployeeSummary::of)
                .toList();
    }

    public EmployeeDetail detail(String number) {
        return EmployeeDetail.of(find(number));
    }

    /** The employee of that number, if it is one of the asking user's client. */
    public Employee find(String number) {
        return employees
                .findByNumber(number)
                .filter(employee -> employee.getTenant().equals(user.tenant()))
                .orElseThrow(() -> new NoSuchElementException("no such employee"));
    }
}
