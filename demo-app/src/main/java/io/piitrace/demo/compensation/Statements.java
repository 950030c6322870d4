package io.piitrace.demo.compensation;

import io.piitrace.demo.domain.StatementRepository;
import io.piitrace.demo.security.CurrentUser;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Commission statements of the asking user's client. */
@Service
@Transactional(readOnly = true)
public class Statements {
    private final StatementRepository statements;
    private final CurrentUser user;

    Statements(StatementRepository statements, CurrentUser user) {
        this.statements = statements;
        this.user = user;
    }

    /** The asking person's own statements; nobody can ask for another's this way. */
    public List<StatementView> own() {
        return of(user.employeeNumber());
    }

    public List<StatementView> of(String number) {
        return statements.findByEmployeeTenantAndEmployeeNumberOrderByPeriod(user.tenant(), number).stream()
                .map(StatementView::of)
                .toList();
    }
}
