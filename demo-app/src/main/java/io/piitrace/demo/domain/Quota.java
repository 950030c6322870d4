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

/** What an employee is expected to sell in a month. Property access: the annotations are on the getters. */
@Entity
@Table(name = "quota")
@Access(AccessType.PROPERTY)
@SuppressWarnings("NullAway.Init")
public class Quota {
    private String employeeNumber;

    @DataTenant
    private String tenant;

    private BigDecimal target;

    @Id
    @DataSubjectId
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

    @Pii("quota")
    public BigDecimal getTarget() {
        return target;
    }

    public void setTarget(BigDecimal target) {
        this.target = target;
    }
}
