package io.piitrace.demo.web;

import io.piitrace.context.AccessContext;
import io.piitrace.demo.domain.SupportTicket;
import io.piitrace.demo.domain.TicketRepository;
import io.piitrace.demo.security.CurrentUser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says why a request reads personal data, where the application knows it: a client's own people use the service, and support
 * works on the ticket in the address, for the client who submitted it. Comes after the security filters.
 */
@Component
class DeclaredUse extends OncePerRequestFilter {
    private static final Pattern TICKET = Pattern.compile("(?:/api)?/support/tickets/([^/]+)(?:/.*)?");

    private final TicketRepository tickets;
    private final CurrentUser user;

    DeclaredUse(TicketRepository tickets, CurrentUser user) {
        this.tickets = tickets;
        this.user = user;
    }

    @Override
    @SuppressWarnings("try")
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<AccessContext> use = declared(request);
        if (use.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try (AccessContext.Scope scope = use.get().start()) {
            chain.doFilter(request, response);
        }
    }

    private Optional<AccessContext> declared(HttpServletRequest request) {
        if (user.isOfClient()) {
            return Optional.of(AccessContext.open().purpose("client-use"));
        }
        Matcher path = TICKET.matcher(request.getServletPath());
        return path.matches() ? tickets.findById(path.group(1)).map(DeclaredUse::support) : Optional.empty();
    }

    private static AccessContext support(SupportTicket ticket) {
        return AccessContext.open()
                .tenant(ticket.getTenant())
                .purpose("support-request")
                .ticket(ticket.getNumber());
    }
}
