package io.piitrace.demo.domain;

import io.piitrace.annotation.DataSubject;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.Parent;

/** Where an employee lives. Every field of it is personal. */
@Embeddable
@Pii("address")
@DataSubject("employee.number")
@DataTenant("employee.tenant")
@SuppressWarnings("NullAway.Init")
public class Address {
    private String street;
    private String city;
    private String zip;

    @Parent
    private Employee employee;

    protected Address() {}

    public String getStreet() {
        return street;
    }

    public String getCity() {
        return city;
    }

    public String getZip() {
        return zip;
    }

    public Employee getEmployee() {
        return employee;
    }

    public void setEmployee(Employee employee) {
        this.employee = employee;
    }
}
