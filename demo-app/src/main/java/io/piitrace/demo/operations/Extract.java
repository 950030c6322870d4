package io.piitrace.demo.operations;

import io.piitrace.demo.domain.Employee;
import io.piitrace.demo.domain.EmployeeRepository;
import io.piitrace.demo.security.CurrentUser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Data extracts for implementation work: a consultant names the columns and gets a client's employees, page by page. */
@Service
@Transactional(readOnly = true)
public class Extract {
    private static final Map<String, Function<Employee, Object>> COLUMNS = new TreeMap<>(Map.of(
            "number", Employee::getNumber,
            "lastName", Employee::getLastName,
            "email", Employee::getEmail,
            "title", Employee::getTitle,
            "team", Employee::getTeam,
            "ssn", Employee::getSsn,
            "taxId", Employee::getTaxId,
            "salary", Employee::getSalary));

    private final EmployeeRepository employees;
    private final CurrentUser user;

    Extract(EmployeeRepository employees, CurrentUser user) {
        this.employees = employees;
        this.user = user;
    }

    public List<Map<String, Object>> page(List<String> columns, int page, int size) {
        if (!COLUMNS.keySet().containsAll(columns)) {
            throw new IllegalArgumentException("columns are " + COLUMNS.keySet());
        }
        return employees.findByTenantOrderByNumber(user.tenant(), PageRequest.of(page, size)).stream()
                .map(employee -> row(employee, columns))
                .toList();
    }

    private static Map<String, Object> row(Employee employee, List<String> columns) {
        Map<String, Object> row = new LinkedHashMap<>();
        columns.forEach(column ->
                row.put(column, Objects.requireNonNull(COLUMNS.get(column)).apply(employee)));
        return row;
    }
}
