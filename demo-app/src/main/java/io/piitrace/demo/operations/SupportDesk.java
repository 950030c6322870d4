package io.piitrace.demo.operations;

import io.piitrace.demo.compensation.StatementView;
import io.piitrace.demo.domain.CommissionStatement;
import io.piitrace.demo.domain.StatementRepository;
import io.piitrace.demo.domain.SupportTicket;
import io.piitrace.demo.domain.TicketRepository;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The provider's support: opens with a client's ticket, and shows that client's statements only. */
@Service
@Transactional(readOnly = true)
public class SupportDesk {
    private final TicketRepository tickets;
    private final StatementRepository statements;

    SupportDesk(TicketRepository tickets, StatementRepository statements) {
        this.tickets = tickets;
        this.statements = statements;
    }

    public List<SupportTicket> tickets() {
        return tickets.findAll();
    }

    public SupportTicket ticket(String number) {
        return tickets.findById(number).orElseThrow(() -> new NoSuchElementException("no such ticket"));
    }

    public StatementView statement(String ticketNumber, String statementId) {
        SupportTicket ticket = ticket(ticketNumber);
        CommissionStatement statement =
                statements.findById(statementId).orElseThrow(() -> new NoSuchElementException("no such statement"));
        if (!statement.getEmployee().getTenant().equals(ticket.getTenant())) {
            throw new AccessDeniedException("the ticket is another client's");
        }
        return StatementView.of(statement);
    }
}
