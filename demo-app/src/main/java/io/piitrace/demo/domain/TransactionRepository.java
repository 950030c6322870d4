package io.piitrace.demo.domain;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Credited sales, by person and month. */
public interface TransactionRepository extends JpaRepository<SalesTransaction, Long> {
    List<SalesTransaction> findByEmployeeNumberInAndPeriodOrderById(List<String> numbers, String period);
}
