package io.piitrace.demo.operations;

import io.piitrace.demo.domain.Employee;
import io.piitrace.demo.domain.EmployeeRepository;
import java.util.List;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What operations engineers use to look after the instances. It was built for one engineer with all instances, so it takes
 * the instance from the address and asks nothing.
 */
@Service
@Transactional(readOnly = true)
public class OperationsConsole {
    private final EmployeeRepository employees;

    OperationsConsole(EmployeeRepository employees) {
        this.employees = employees;
    }

    /** The salaries of an instance, to compare them with what the client delivered. */
    public List<SalaryRow> salaries(String instance, int size) {
        return employees.findByTenantOrderByNumber(instance, PageRequest.of(0, size)).stream()
                .map(OperationsConsole::row)
                .toList();
    }

    /** Whether a restored backup can be read: the first few employee numbers of an instance. */
    public List<String> restoreCheck(String instance) {
        return employees.findByTenantOrderByNumber(instance, PageRequest.of(0, 5)).stream()
                .map(Employee::getNumber)
                .toList();
    }

    private static SalaryRow row(Employee employee) {
        return new SalaryRow(employee.getNumber(), employee.getTenant(), employee.getSalary());
    }
}
