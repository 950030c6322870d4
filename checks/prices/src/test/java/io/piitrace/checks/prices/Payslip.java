package io.piitrace.checks.prices;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;

/** A record with a personal component. */
record Payslip(@DataSubjectId long id, @Pii("salary") long salary) {}
