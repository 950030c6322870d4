package io.piitrace.demo.domain;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** Money on its way to an employee's bank. Property access. */
@Entity
@Table(name = "payout")
@Access(AccessType.PROPERTY)
@SuppressWarnings("NullAway.Init")
public class Payout {
    private String statementId;

    @DataSubjectId
    private String employeeNumber;

    @DataTenant
    private String tenant;

    @Pii("incentive")
    private BigDecimal amount;

    @Pii("bank-account")
    private String bankAccount;

    protected Payout() {}

    public Payout(String statementId, String employeeNumber, String tenant, BigDecimal amount, String bankAccount) {
        this.statementId = statementId;
        this.employeeNumber = employeeNumber;
        this.tenant = tenant;
        this.amount = amount;
        this.bankAccount = bankAccount;
    }

    @Id
    public String getStatementId() {
        return statementId;
    }

    public void setStatementId(String statementId) {
        this.statementId = statementId;
    }

    public String getEmployeeNumber() {
        return employeeNumber;
    }

    public void setEmployeeNumber(String employeeNumber) {
        this.employeeNumber = employeeNumber;
    }

    public String getTenant() {
        return tenant;
    }

    public void setTenant(String tenant) {
        this.tenant = tenant;
    }

    public BigDecimal getAmount() {
        return amount;
    }

    public void setAmount(BigDecimal amount) {
        this.amount = amount;
    }

    public String getBankAccount() {
        return bankAccount;
    }

    public void setBankAccount(String bankAccount) {
        this.bankAccount = bankAccount;
    }
}
