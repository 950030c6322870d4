package io.piitrace.demo.domain;

import org.springframework.data.jpa.repository.JpaRepository;

/** Support tickets. */
public interface TicketRepository extends JpaRepository<SupportTicket, String> {}
