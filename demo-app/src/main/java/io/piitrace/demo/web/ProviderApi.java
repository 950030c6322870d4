package io.piitrace.demo.web;

import io.piitrace.demo.compensation.CommissionRun;
import io.piitrace.demo.compensation.StatementView;
import io.piitrace.demo.operations.Extract;
import io.piitrace.demo.operations.Jobs;
import io.piitrace.demo.operations.OperationsConsole;
import io.piitrace.demo.operations.SalaryRow;
import io.piitrace.demo.operations.SupportDesk;
import io.piitrace.demo.people.Question;
import io.piitrace.demo.people.WebForms;
import io.piitrace.demo.security.CurrentUser;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What partners, support, operations and the data centre work with, and what starts the jobs. */
@RestController
@RequestMapping("/api")
class ProviderApi {
    private final Extract extract;
    private final SupportDesk support;
    private final OperationsConsole operations;
    private final CommissionRun commissions;
    private final Jobs jobs;
    private final WebForms forms;
    private final CurrentUser user;

    ProviderApi(
            Extract extract,
            SupportDesk support,
            OperationsConsole operations,
            CommissionRun commissions,
            Jobs jobs,
            WebForms forms,
            CurrentUser user) {
        this.extract = extract;
        this.support = support;
        this.operations = operations;
        this.commissions = commissions;
        this.jobs = jobs;
        this.forms = forms;
        this.user = user;
    }

    @GetMapping("/extract")
    List<Map<String, Object>> extract(
            @RequestParam List<String> columns,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        return extract.page(columns, page, size);
    }

    @GetMapping("/support/tickets/{ticket}/statements/{statement}")
    StatementView statement(@PathVariable String ticket, @PathVariable String statement) {
        return support.statement(ticket, statement);
    }

    @GetMapping("/instances/{instance}/salaries")
    List<SalaryRow> salaries(@PathVariable String instance, @RequestParam(defaultValue = "50") int size) {
        return operations.salaries(instance, size);
    }

    @GetMapping("/infrastructure/restore-check/{instance}")
    List<String> restoreCheck(@PathVariable String instance) {
        return operations.restoreCheck(instance);
    }

    @GetMapping("/information-requests")
    List<Question> questions() {
        return forms.questions();
    }

    @PostMapping("/commission-runs")
    Map<String, Integer> payCommissions() {
        return Map.of("paid", commissions.pay(user.tenant()));
    }

    @PostMapping("/jobs/{job}")
    Map<String, Integer> run(@PathVariable String job) {
        return Map.of("people", jobs.run(job));
    }
}
