package io.piitrace.demo.people;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import io.piitrace.demo.domain.Employee;

/** A line of a list of employees. */
public record EmployeeSummary(
        @DataSubjectId @Pii("employee-id") String number,
        @DataTenant @JsonIgnore String tenant,
        @Pii("name") String name,
        @Pii("email") String email,
        String title,
        String team) {
    static EmployeeSummary of(Employee employee) {
        return new EmployeeSummary(
                employee.getNumber(),
                employee.getTenant(),
                employee.getLastName() + ", " + employee.getFirstName(),
                employee.getEmail(),
                employee.getTitle(),
                employee.getTeam());
    }
}
