package io.piitrace.demo.people;

import io.piitrace.demo.domain.InformationRequest;
import io.piitrace.demo.domain.InformationRequestRepository;
import io.piitrace.demo.domain.JobApplication;
import io.piitrace.demo.domain.JobApplicationRepository;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what visitors of the web site send: job applications and requests for information. */
@Service
@Transactional
public class WebForms {
    private final JobApplicationRepository applications;
    private final InformationRequestRepository requests;

    WebForms(JobApplicationRepository applications, InformationRequestRepository requests) {
        this.applications = applications;
        this.requests = requests;
    }

    public void apply(ApplicationForm form) {
        applications.save(new JobApplication(
                UUID.randomUUID(),
                form.getPosition(),
                form.getFirstName(),
                form.getLastName(),
                form.getEmail(),
                form.getPhone(),
                form.getAddress()));
    }

    public void ask(QuestionForm form) {
        requests.save(
                new InformationRequest(form.getFullName(), form.getEmail(), form.getCompany(), form.getQuestion()));
    }

    /** Every question, the oldest first. */
    @Transactional(readOnly = true)
    public List<Question> questions() {
        return requests.findAll(Sort.by("id")).stream().map(Question::of).toList();
    }
}
