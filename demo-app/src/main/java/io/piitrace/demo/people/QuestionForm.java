package io.piitrace.demo.people;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

/** The form with which somebody asks for information, as the browser sends it. */
public class QuestionForm {
    @NotBlank
    private String fullName = "";

    @Email
    @NotBlank
    private String email = "";

    @NotBlank
    private String company = "";

    @NotBlank
    private String question = "";

    public String getFullName() {
        return fullName;
    }

    public void setFullName(String fullName) {
        this.fullName = fullName;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getCompany() {
        return company;
    }

    public void setCompany(String company) {
        this.company = company;
    }

    public String getQuestion() {
        return question;
    }

    public void setQuestion(String question) {
        this.question = question;
    }
}
