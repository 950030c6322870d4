package io.piitrace.demo.web;

import io.piitrace.demo.compensation.StatementView;
import io.piitrace.demo.compensation.Statements;
import io.piitrace.demo.compensation.TaxExport;
import io.piitrace.demo.compensation.TeamReport;
import io.piitrace.demo.compensation.TeamRow;
import io.piitrace.demo.people.EmployeeDetail;
import io.piitrace.demo.people.EmployeeDirectory;
import io.piitrace.demo.people.EmployeeSummary;
import io.piitrace.demo.people.SubjectAccess;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a client's own people and programs ask for. */
@RestController
@RequestMapping("/api")
class EmployeeApi {
    private final EmployeeDirectory directory;
    private final Statements statements;
    private final TeamReport teams;
    private final TaxExport taxes;
    private final SubjectAccess access;

    EmployeeApi(
            EmployeeDirectory directory,
            Statements statements,
            TeamReport teams,
            TaxExport taxes,
            SubjectAccess access) {
        this.directory = directory;
        this.statements = statements;
        this.teams = teams;
        this.taxes = taxes;
        this.access = access;
    }

    @GetMapping("/employees")
    List<EmployeeSummary> employees(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        return directory.page(page, size);
    }

    @GetMapping("/search")
    List<EmployeeSummary> search(@RequestParam("q") String prefix) {
        return directory.search(prefix);
    }

    @GetMapping("/employees/{number}")
    EmployeeDetail employee(@PathVariable String number) {
        return directory.detail(number);
    }

    @GetMapping("/employees/{number}/statements")
    List<StatementView> statements(@PathVariable String number) {
        return statements.of(number);
    }

    @GetMapping("/my/statements")
    List<StatementView> ownStatements() {
        return statements.own();
    }

    @GetMapping("/teams/{team}")
    List<TeamRow> team(@PathVariable String team) {
        return teams.of(team);
    }

    @GetMapping(path = "/tax-export", produces = "text/csv")
    String taxExport() {
        return taxes.csv();
    }

    @GetMapping(path = "/subject-access/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> subjectAccess(@PathVariable String number) {
        return access.everythingAbout(number);
    }
}
