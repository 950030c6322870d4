package io.piitrace.demo.domain;

import io.piitrace.annotation.DataSubject;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** What an employee earned on top of the salary in a month. Field access; the person is found through the employee. */
@Entity
@Table(name = "commission_statement")
@DataSubject("employee.number")
@DataTenant("employee.tenant")
@SuppressWarnings("NullAway.Init")
public class CommissionStatement {
    /** Employee number and month: {@code A-10011-2026-09}. */
    @Id
    private String id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "employee_id")
    private Employee employee;

    private String period;

    @Pii("commission")
    private BigDecimal commission;

    @Pii("incentive")
    private BigDecimal bonus;

    protected CommissionStatement() {}

    public CommissionStatement(
            String number, Employee employee, String period, BigDecimal commission, BigDecimal bonus) {
        this.id = number + '-' + period;
        this.employee = employee;
        this.period = period;
        this.commission = commission;
        this.bonus = bonus;
    }

    public String getId() {
        return id;
    }

    public Employee getEmployee() {
        return employee;
    }

    public String getPeriod() {
        return period;
    }

    public BigDecimal getCommission() {
        return commission;
    }

    public BigDecimal getBonus() {
        return bonus;
    }
}
