package io.piitrace.demo;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.piitrace.demo.script.SingleSignOn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Who gets what from the API, without any agent. */
@SpringBootTest(properties = "spm.nightly=-")
@AutoConfigureMockMvc
class AuthorisationTest {
    @Autowired
    private MockMvc http;

    @Autowired
    private SpmProperties properties;

    @Test
    void nobodyReadsWithoutSigningIn() throws Exception {
        http.perform(get("/api/employees")).andExpect(status().isUnauthorized());
        http.perform(get("/api/employees").with(httpBasic("amy", "wrong"))).andExpect(status().isUnauthorized());
    }

    @ParameterizedTest
    @CsvSource({
        "rita, /api/employees",
        "rita, /api/employees/A-10003/statements",
        "rita, /api/teams/T01",
        "rita, /api/extract?columns=ssn",
        "mona, /api/tax-export",
        "mona, /api/teams/T02",
        "carl, /api/employees",
        "carl, /api/instances/acme/salaries",
        "sue, /api/extract?columns=ssn",
        "sue, /api/support/tickets/CASE-A17/statements/G-10002-2026-09",
        "otto, /api/employees",
        "dan, /api/instances/acme/salaries",
        "amy, /api/my/statements",
        "scheduler, /api/employees"
    })
    void whatIsNotOnesBusinessIsRefused(String name, String path) throws Exception {
        as(name, path).andExpect(status().isForbidden()).andExpect(content().string(not(containsString("number"))));
    }

    @Test
    void aRepresentativeSeesTheOwnStatementsAndNothingElse() throws Exception {
        as("rita", "/api/my/statements")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].number", everyItem(is("A-10002"))))
                .andExpect(jsonPath("$", hasSize(1)));
    }

    @Test
    void aManagerSeesTheOwnTeam() throws Exception {
        as("mona", "/api/teams/T01").andExpect(jsonPath("$", hasSize(19)));
    }

    @Test
    void clientsAreSeparatedEverywhereInTheOrdinaryApi() throws Exception {
        as("amy", "/api/employees?size=2000").andExpect(jsonPath("$[*].number", everyItem(startsWith("A-"))));
        as("amy", "/api/employees?size=2000").andExpect(jsonPath("$", hasSize(1200)));
        as("gus", "/api/employees?size=2000").andExpect(jsonPath("$", hasSize(800)));
        as("gus", "/api/search?q=").andExpect(jsonPath("$[*].number", everyItem(startsWith("G-"))));
        as("gus", "/api/employees/A-10002").andExpect(status().isNotFound());
        as("gus", "/api/employees/A-10002/statements").andExpect(jsonPath("$", hasSize(0)));
        as("gus", "/api/subject-access/A-10002").andExpect(status().isNotFound());
        as("carl", "/api/extract?columns=number&size=2000").andExpect(jsonPath("$", hasSize(1200)));
    }

    @Test
    void theOperationsConsoleReadsWhicheverInstanceItIsAskedFor() throws Exception {
        as("otto", "/api/instances/globex/salaries?size=5")
                .andExpect(jsonPath("$[*].number", everyItem(startsWith("G-"))));
    }

    @Test
    void aTokenOfTheSingleSignOnOpensWhatItsRolesAllow() throws Exception {
        String token = SingleSignOn.token(properties.ssoKey(), "sam@acme.example", "acme", "HR_PARTNER", "US");
        http.perform(get("/api/search?q=al").header("Authorization", "Bearer " + token))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].number", everyItem(startsWith("A-"))));
        http.perform(get("/api/employees").header("Authorization", "Bearer " + token))
                .andExpect(status().isForbidden());
    }

    @Test
    void aTokenThatAnotherKeySignedOpensNothing() throws Exception {
        String token = SingleSignOn.token(
                "some-other-key-of-at-least-32-characters", "sam@acme.example", "acme", "PAYROLL_ADMIN", "US");
        http.perform(get("/api/employees").header("Authorization", "Bearer " + token))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void theNightlyPayoutPaysEverySellerOnceHoweverOftenItRuns() throws Exception {
        for (int i = 0; i < 2; i++) {
            http.perform(post("/api/jobs/nightly-payout").with(httpBasic("scheduler", "scheduler")))
                    .andExpect(jsonPath("$.people", is(1900)));
        }
        as("rita", "/api/my/statements").andExpect(jsonPath("$", hasSize(2)));
    }

    private ResultActions as(String name, String path) throws Exception {
        return http.perform(get(path).with(httpBasic(name, name)));
    }
}
