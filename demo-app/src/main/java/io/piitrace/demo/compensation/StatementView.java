package io.piitrace.demo.compensation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import io.piitrace.demo.domain.CommissionStatement;
import java.math.BigDecimal;

/** A commission statement as people see it. */
public record StatementView(
        @DataSubjectId @Pii("employee-id") String number,
        @DataTenant @JsonIgnore String tenant,
        String period,
        @Pii("commission") BigDecimal commission,
        @Pii("incentive") BigDecimal bonus) {
    public static StatementView of(CommissionStatement statement) {
        return new StatementView(
                statement.getEmployee().getNumber(),
                statement.getEmployee().getTenant(),
                statement.getPeriod(),
                statement.getCommission(),
                statement.getBonus());
    }
}
