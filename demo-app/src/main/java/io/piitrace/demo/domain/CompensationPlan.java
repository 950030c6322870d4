package io.piitrace.demo.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** How a client pays its sales people. Nothing in it is about a person. */
@Entity
@Table(name = "compensation_plan")
@SuppressWarnings("NullAway.Init")
public class CompensationPlan {
    @Id
    private String tenant;

    private String name;
    private BigDecimal bonusRate;

    protected CompensationPlan() {}

    public String getTenant() {
        return tenant;
    }

    public String getName() {
        return name;
    }

    /** The part of a month's salary that is paid when the quota is reached. */
    public BigDecimal getBonusRate() {
        return bonusRate;
    }
}
