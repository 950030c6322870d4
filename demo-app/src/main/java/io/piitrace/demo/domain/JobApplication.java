package io.piitrace.demo.domain;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** An application for a job with the provider, from its web site. Applicants have nothing to do with any client. */
@Entity
@Table(name = "job_application")
@SuppressWarnings("NullAway.Init")
public class JobApplication extends Person {
    @Id
    @DataSubjectId
    private UUID id;

    private String position;

    @Pii("address")
    private String postalAddress;

    protected JobApplication() {}

    public JobApplication(
            UUID id,
            String position,
            String firstName,
            String lastName,
            String email,
            String phone,
            String postalAddress) {
        super(firstName, lastName, email, phone);
        this.id = id;
        this.position = position;
        this.postalAddress = postalAddress;
    }

    public UUID getId() {
        return id;
    }

    public String getPosition() {
        return position;
    }

    public String getPostalAddress() {
        return postalAddress;
    }
}
