package io.piitrace.demo.people;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import io.piitrace.demo.domain.Address;
import io.piitrace.demo.domain.Employee;
import io.piitrace.demo.domain.Salary;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Everything that the directory holds about one employee. */
public record EmployeeDetail(
        @DataSubjectId @Pii("employee-id") String number,
        @DataTenant @JsonIgnore String tenant,
        @Pii("name") String name,
        @Pii("email") String email,
        @Pii("phone") String phone,
        @Pii("birth-date") LocalDate birthDate,
        @Pii("address") String address,
        @Pii("ssn") String ssn,
        @Pii("tax-id") String taxId,
        @Salary BigDecimal salary,
        @Pii("bank-account") String bankAccount) {
    static EmployeeDetail of(Employee employee) {
        Address address = employee.getAddress();
        return new EmployeeDetail(
                employee.getNumber(),
                employee.getTenant(),
                employee.getFirstName() + ' ' + employee.getLastName(),
                employee.getEmail(),
                employee.getPhone(),
                employee.getBirthDate(),
                address.getStreet() + ", " + address.getZip() + ' ' + address.getCity(),
                employee.getSsn(),
                employee.getTaxId(),
                employee.getSalary(),
                employee.getBankAccount());
    }
}
