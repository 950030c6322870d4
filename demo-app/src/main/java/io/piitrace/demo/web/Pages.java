package io.piitrace.demo.web;

import io.piitrace.demo.compensation.Statements;
import io.piitrace.demo.compensation.TeamReport;
import io.piitrace.demo.operations.SupportDesk;
import io.piitrace.demo.people.ApplicationForm;
import io.piitrace.demo.people.EmployeeDirectory;
import io.piitrace.demo.people.QuestionForm;
import io.piitrace.demo.people.WebForms;
import io.piitrace.demo.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The server-rendered pages. */
@Controller
class Pages {
    private final EmployeeDirectory directory;
    private final Statements statements;
    private final TeamReport teams;
    private final SupportDesk support;
    private final WebForms forms;
    private final CurrentUser user;

    Pages(
            EmployeeDirectory directory,
            Statements statements,
            TeamReport teams,
            SupportDesk support,
            WebForms forms,
            CurrentUser user) {
        this.directory = directory;
        this.statements = statements;
        this.teams = teams;
        this.support = support;
        this.forms = forms;
        this.user = user;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("user", user.name());
        model.addAttribute("tenant", user.tenantIfAny().orElse("all clients"));
        return "home";
    }

    @GetMapping("/login")
    String login() {
        return "login";
    }

    @GetMapping("/employees")
    String employees(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("q", q);
        model.addAttribute("rows", q.isBlank() ? List.of() : directory.search(q));
        return "employees";
    }

    @GetMapping("/employees/{number}")
    String employee(@PathVariable String number, Model model) {
        model.addAttribute("employee", directory.detail(number));
        model.addAttribute("statements", statements.of(number));
        return "employee";
    }

    @GetMapping("/my/statements")
    String ownStatements(Model model) {
        model.addAttribute("statements", statements.own());
        return "statements";
    }

    @GetMapping("/team")
    String team(Model model) {
        String team = teams.ownTeam();
        model.addAttribute("team", team);
        model.addAttribute("rows", teams.of(team));
        return "team";
    }

    @GetMapping("/support")
    String tickets(Model model) {
        model.addAttribute("tickets", support.tickets());
        return "support";
    }

    @GetMapping("/support/tickets/{ticket}")
    String ticket(@PathVariable String ticket, @RequestParam(defaultValue = "") String statement, Model model) {
        model.addAttribute("ticket", support.ticket(ticket));
        model.addAttribute(
                "statements", statement.isBlank() ? List.of() : List.of(support.statement(ticket, statement)));
        return "ticket";
    }

    @GetMapping("/careers")
    String careers(@ModelAttribute("form") ApplicationForm form) {
        return "careers";
    }

    @PostMapping("/careers")
    String apply(@Valid @ModelAttribute("form") ApplicationForm form, BindingResult result) {
        if (result.hasErrors()) {
            return "careers";
        }
        forms.apply(form);
        return "redirect:/thanks";
    }

    @GetMapping("/contact")
    String contact(@ModelAttribute("form") QuestionForm form) {
        return "contact";
    }

    @PostMapping("/contact")
    String ask(@Valid @ModelAttribute("form") QuestionForm form, BindingResult result) {
        if (result.hasErrors()) {
            return "contact";
        }
        forms.ask(form);
        return "redirect:/thanks";
    }

    @GetMapping("/thanks")
    String thanks() {
        return "thanks";
    }
}
