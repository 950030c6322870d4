package io.piitrace.demo.operations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import io.piitrace.demo.domain.Salary;
import java.math.BigDecimal;

/** A line of the operations console's data check. */
public record SalaryRow(
        @DataSubjectId @Pii("employee-id") String number,
        @DataTenant @JsonIgnore String tenant,
        @Salary BigDecimal salary) {}
