package io.piitrace.demo.people;

import io.piitrace.annotation.AccessPurpose;
import io.piitrace.demo.domain.CommissionStatement;
import io.piitrace.demo.domain.Employee;
import io.piitrace.demo.domain.QuotaRepository;
import io.piitrace.demo.domain.StatementRepository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers a person's request to be told what is held about them, which goes through the client. */
@Service
@AccessPurpose("data-subject-request")
@Transactional(readOnly = true)
public class SubjectAccess {
    private final EmployeeDirectory directory;
    private final QuotaRepository quotas;
    private final StatementRepository statements;

    SubjectAccess(EmployeeDirectory directory, QuotaRepository quotas, StatementRepository statements) {
        this.directory = directory;
        this.quotas = quotas;
        this.statements = statements;
    }

    public Map<String, Object> everythingAbout(String number) {
        Employee employee = directory.find(number);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("number", employee.getNumber());
        answer.put("firstName", employee.getFirstName());
        answer.put("lastName", employee.getLastName());
        answer.put("email", employee.getEmail());
        answer.put("phone", employee.getPhone());
        answer.put("birthDate", employee.getBirthDate());
        answer.put("street", employee.getAddress().getStreet());
        answer.put("zip", employee.getAddress().getZip());
        answer.put("city", employee.getAddress().getCity());
        answer.put("ssn", employee.getSsn());
        answer.put("taxId", employee.getTaxId());
        answer.put("salary", employee.getSalary());
        answer.put("bankAccount", employee.getBankAccount());
        quotas.findById(number).ifPresent(quota -> answer.put("quota", quota.getTarget()));
        answer.put("statements", statements(employee.getTenant(), number));
        return answer;
    }

    private List<Map<String, Object>> statements(String tenant, String number) {
        return statements.findByEmployeeTenantAndEmployeeNumberOrderByPeriod(tenant, number).stream()
                .map(SubjectAccess::statement)
                .toList();
    }

    private static Map<String, Object> statement(CommissionStatement statement) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("period", statement.getPeriod());
        line.put("commission", statement.getCommission());
        line.put("bonus", statement.getBonus());
        return line;
    }
}
