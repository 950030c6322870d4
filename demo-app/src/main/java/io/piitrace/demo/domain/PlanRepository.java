package io.piitrace.demo.domain;

import org.springframework.data.jpa.repository.JpaRepository;

/** One plan for each client. */
public interface PlanRepository extends JpaRepository<CompensationPlan, String> {}
