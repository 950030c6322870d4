package io.piitrace.demo.domain;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

/** Employees, by number, client or team. */
public interface EmployeeRepository extends JpaRepository<Employee, Long> {
    Optional<Employee> findByNumber(String number);

    List<Employee> findByTenantOrderByNumber(String tenant, Pageable page);

    List<Employee> findByTenantOrderByNumber(String tenant, Limit limit);

    List<Employee> findByTenantAndTeamOrderByNumber(String tenant, String team);

    List<Employee> findByTenantAndLastNameStartingWithIgnoreCaseOrderByNumber(
            String tenant, String prefix, Limit limit);

    long countByTenant(String tenant);
}
