package io.piitrace.demo.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Somebody asked for information on the web site. Carries no annotation; see {@code piitrace.properties}. */
@Entity
@Table(name = "information_request")
@SuppressWarnings("NullAway.Init")
public class InformationRequest {
    @Id
    @GeneratedValue
    private @Nullable Long id;

    private String fullName;
    private String email;
    private String company;
    private String question;

    protected InformationRequest() {}

    public InformationRequest(String fullName, String email, String company, String question) {
        this.fullName = fullName;
        this.email = email;
        this.company = company;
        this.question = question;
    }

    public @Nullable Long getId() {
        return id;
    }

    public String getFullName() {
        return fullName;
    }

    public String getEmail() {
        return email;
    }

    public String getCompany() {
        return company;
    }

    public String getQuestion() {
        return question;
    }
}
