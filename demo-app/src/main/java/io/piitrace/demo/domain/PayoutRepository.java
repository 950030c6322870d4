package io.piitrace.demo.domain;

import org.springframework.data.jpa.repository.JpaRepository;

/** Payouts. */
public interface PayoutRepository extends JpaRepository<Payout, String> {}
