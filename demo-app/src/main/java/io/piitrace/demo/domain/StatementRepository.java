package io.piitrace.demo.domain;

import java.util.List;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/** Statements, by person, team or month. */
public interface StatementRepository extends JpaRepository<CommissionStatement, String> {
    @EntityGraph(attributePaths = "employee")
    List<CommissionStatement> findByEmployeeTenantAndEmployeeNumberOrderByPeriod(String tenant, String number);

    @EntityGraph(attributePaths = "employee")
    List<CommissionStatement> findByEmployeeTenantAndEmployeeTeamAndPeriodOrderById(
            String tenant, String team, String period);

    @EntityGraph(attributePaths = "employee")
    List<CommissionStatement> findByEmployeeTenantAndPeriodOrderById(String tenant, String period);
}
