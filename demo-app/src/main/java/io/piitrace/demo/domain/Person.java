package io.piitrace.demo.domain;

import io.piitrace.annotation.Pii;
import jakarta.persistence.MappedSuperclass;

/** What is known of everybody, employee or applicant. */
@MappedSuperclass
@SuppressWarnings("NullAway.Init")
public abstract class Person {
    @Pii("name")
    private String firstName;

    @Pii("name")
    private String lastName;

    @Pii("email")
    private String email;

    @Pii("phone")
    private String phone;

    protected Person() {}

    protected Person(String firstName, String lastName, String email, String phone) {
        this.firstName = firstName;
        this.lastName = lastName;
        this.email = email;
        this.phone = phone;
    }

    public String getFirstName() {
        return firstName;
    }

    public String getLastName() {
        return lastName;
    }

    public String getEmail() {
        return email;
    }

    public String getPhone() {
        return phone;
    }
}
