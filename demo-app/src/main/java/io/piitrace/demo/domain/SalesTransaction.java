package io.piitrace.demo.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/**
 * A sale that was credited to somebody. It comes from a library that the house may not change, so to speak: it carries no
 * annotation, and {@code piitrace.properties} says what is personal in it.
 */
@Entity
@Table(name = "sales_transaction")
@SuppressWarnings("NullAway.Init")
public class SalesTransaction {
    @Id
    private long id;

    private String tenant;
    private String employeeNumber;
    private String period;
    private BigDecimal amount;
    private BigDecimal commission;

    protected SalesTransaction() {}

    public long getId() {
        return id;
    }

    public String getTenant() {
        return tenant;
    }

    public String getEmployeeNumber() {
        return employeeNumber;
    }

    public String getPeriod() {
        return period;
    }

    public BigDecimal getAmount() {
        return amount;
    }

    public BigDecimal getCommission() {
        return commission;
    }
}
