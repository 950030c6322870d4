package io.piitrace.demo.domain;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Somebody who works for a client and is paid by a compensation plan. Field access. */
@Entity
@Table(name = "employee")
@SuppressWarnings("NullAway.Init")
public class Employee extends Person {
    @Id
    private long id;

    @DataSubjectId
    @Pii("employee-id")
    @Column(unique = true)
    private String number;

    @DataTenant
    private String tenant;

    private String team;
    private String title;
    private boolean manager;

    @Pii("birth-date")
    private LocalDate birthDate;

    @Pii("ssn")
    private String ssn;

    @Pii("tax-id")
    private String taxId;

    @Salary
    private BigDecimal salary;

    @Pii("bank-account")
    private String bankAccount;

    @Embedded
    private Address address;

    protected Employee() {}

    public long getId() {
        return id;
    }

    public String getNumber() {
        return number;
    }

    public String getTenant() {
        return tenant;
    }

    public String getTeam() {
        return team;
    }

    public String getTitle() {
        return title;
    }

    public boolean isManager() {
        return manager;
    }

    public LocalDate getBirthDate() {
        return birthDate;
    }

    public String getSsn() {
        return ssn;
    }

    public String getTaxId() {
        return taxId;
    }

    public BigDecimal getSalary() {
        return salary;
    }

    public String getBankAccount() {
        return bankAccount;
    }

    public Address getAddress() {
        return address;
    }
}
