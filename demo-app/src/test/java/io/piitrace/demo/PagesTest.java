package io.piitrace.demo;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.piitrace.demo.domain.InformationRequestRepository;
import io.piitrace.demo.domain.JobApplicationRepository;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The server-rendered pages, without any agent. */
@SpringBootTest(properties = "spm.nightly=-")
@AutoConfigureMockMvc
class PagesTest {
    @Autowired
    private MockMvc http;

    @Autowired
    private JobApplicationRepository applications;

    @Autowired
    private InformationRequestRepository questions;

    @Test
    void aPageLeadsToTheLoginFirst() throws Exception {
        http.perform(get("/employees")).andExpect(redirectedUrlPattern("**/login"));
    }

    @Test
    void aPayrollAdministratorFindsAnEmployeeAndOpensTheRecord() throws Exception {
        as("amy", "/employees?q=thornm").andExpect(content().string(containsString("A-10002")));
        as("amy", "/employees/A-10002")
                .andExpect(content().string(containsString("Social security")))
                .andExpect(content().string(containsString("2026-09")));
    }

    @Test
    void aRepresentativeIsShownTheOwnStatementAndNoOneElsesData() throws Exception {
        as("rita", "/my/statements")
                .andExpect(content().string(containsString("2026-09")))
                .andExpect(content().string(not(containsString("href=\"/employees\""))));
        as("rita", "/employees/A-10003").andExpect(status().isForbidden());
        as("rita", "/team").andExpect(status().isForbidden());
    }

    @Test
    void aManagerIsShownTheOwnTeam() throws Exception {
        as("mona", "/team")
                .andExpect(content().string(containsString("A-10020")))
                .andExpect(content().string(not(containsString("A-10022"))));
    }

    @Test
    void supportOpensAStatementFromTheTicketsClientOnly() throws Exception {
        as("sue", "/support").andExpect(content().string(containsString("CASE-A17")));
        as("sue", "/support/tickets/CASE-A17?statement=A-10002-2026-09")
                .andExpect(content().string(containsString("2026-09")));
        as("sue", "/support/tickets/CASE-A17?statement=G-10002-2026-09").andExpect(status().isForbidden());
    }

    @Test
    void visitorsApplyAndAsk() throws Exception {
        http.perform(post("/careers")
                        .with(csrf())
                        .param("position", "Tester")
                        .param("firstName", "Pia")
                        .param("lastName", "Tester")
                        .param("email", "pia@visitor.example")
                        .param("phone", "+1 555 0000001")
                        .param("address", "Some Street 1"))
                .andExpect(redirectedUrl("/thanks"));
        http.perform(post("/contact")
                        .with(csrf())
                        .param("fullName", "Pia Tester")
                        .param("email", "pia@visitor.example")
                        .param("company", "Visitor Inc")
                        .param("question", "How much?"))
                .andExpect(redirectedUrl("/thanks"));
        Assertions.assertThat(applications.findAll()).hasSize(1);
        Assertions.assertThat(questions.findAll()).hasSize(1);
    }

    @Test
    void aFormWithNothingInItIsShownAgain() throws Exception {
        http.perform(post("/careers").with(csrf())).andExpect(content().string(containsString("every field")));
        http.perform(post("/contact").with(csrf()).param("email", "no address"))
                .andExpect(content().string(containsString("every field")));
    }

    private ResultActions as(String name, String path) throws Exception {
        MockHttpSession session =
                (MockHttpSession) http.perform(formLogin().user(name).password(name))
                        .andReturn()
                        .getRequest()
                        .getSession(false);
        return http.perform(get(path).session(session));
    }
}
