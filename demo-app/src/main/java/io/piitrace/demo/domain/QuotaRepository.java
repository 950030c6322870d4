package io.piitrace.demo.domain;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** Quotas, by employee. */
public interface QuotaRepository extends JpaRepository<Quota, String> {
    List<Quota> findByEmployeeNumberIn(Collection<String> numbers);
}
