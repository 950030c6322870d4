package io.piitrace.demo.compensation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.DataTenant;
import io.piitrace.annotation.Pii;
import java.math.BigDecimal;

/** One seller in a team report. */
public record TeamRow(
        @DataSubjectId @Pii("employee-id") String number,
        @DataTenant @JsonIgnore String tenant,
        @Pii("name") String name,
        @Pii("quota") BigDecimal quota,
        @Pii("commission") BigDecimal commission) {}
