package io.piitrace.demo.people;

import io.piitrace.annotation.Pii;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;

/** The form with which somebody applies for a job, as the browser sends it. The person has no id yet. */
public class ApplicationForm {
    @NotBlank
    private String position = "";

    @Pii("name")
    @NotBlank
    private String firstName = "";

    @Pii("name")
    @NotBlank
    private String lastName = "";

    @Pii("email")
    @Email
    @NotBlank
    private String email = "";

    @Pii("phone")
    @NotBlank
    private String phone = "";

    @Pii("address")
    @NotBlank
    private String address = "";

    public String getPosition() {
        return position;
    }

    public void setPosition(String position) {
        this.position = position;
    }

    public String getFirstName() {
        return firstName;
    }

    public void setFirstName(String firstName) {
        this.firstName = firstName;
    }

    public String getLastName() {
        return lastName;
    }

    public void setLastName(String lastName) {
        this.lastName = lastName;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getPhone() {
        return phone;
    }

    public void setPhone(String phone) {
        this.phone = phone;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String address) {
        this.address = address;
    }
}
