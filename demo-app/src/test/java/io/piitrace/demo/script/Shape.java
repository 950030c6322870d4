package io.piitrace.demo.script;

import java.util.List;

/**
 * Which personal fields the application reads, each once, for one row of an answer. Written down from the application's
 * code, so that reads can be counted from answers alone.
 */
enum Shape {
    SUMMARY(
            "domain.Employee#number",
            "domain.Person#lastName",
            "domain.Person#firstName",
            "domain.Person#email",
            "people.EmployeeSummary#number",
            "people.EmployeeSummary#name",
            "people.EmployeeSummary#email"),
    DETAIL(
            "domain.Employee#number",
            "domain.Person#firstName",
            "domain.Person#lastName",
            "domain.Person#email",
            "domain.Person#phone",
            "domain.Employee#birthDate",
            "domain.Employee#address",
            "domain.Address#street",
            "domain.Address#zip",
            "domain.Address#city",
            "domain.Employee#ssn",
            "domain.Employee#taxId",
            "domain.Employee#salary",
            "domain.Employee#bankAccount",
            "people.EmployeeDetail#number",
            "people.EmployeeDetail#name",
            "people.EmployeeDetail#email",
            "people.EmployeeDetail#phone",
            "people.EmployeeDetail#birthDate",
            "people.EmployeeDetail#address",
            "people.EmployeeDetail#ssn",
            "people.EmployeeDetail#taxId",
            "people.EmployeeDetail#salary",
            "people.EmployeeDetail#bankAccount"),
    STATEMENT(
            "domain.Employee#number",
            "domain.CommissionStatement#commission",
            "domain.CommissionStatement#bonus",
            "compensation.StatementView#number",
            "compensation.StatementView#commission",
            "compensation.StatementView#bonus"),
    STATEMENT_PAGE(
            "domain.Employee#number",
            "domain.CommissionStatement#commission",
            "domain.CommissionStatement#bonus",
            "compensation.StatementView#commission",
            "compensation.StatementView#bonus"),
    QUESTION("domain.InformationRequest#fullName", "domain.InformationRequest#email"),
    TEAM(
            "domain.Person#lastName",
            "domain.Person#firstName",
            "domain.Quota#target",
            "domain.CommissionStatement#commission",
            "compensation.TeamRow#number",
            "compensation.TeamRow#name",
            "compensation.TeamRow#quota",
            "compensation.TeamRow#commission"),
    TAX(
            "domain.Employee#number",
            "domain.Employee#ssn",
            "domain.Employee#taxId",
            "domain.Person#lastName",
            "domain.Person#firstName",
            "domain.CommissionStatement#commission",
            "domain.CommissionStatement#bonus"),
    SUBJECT_ACCESS(
            "domain.Employee#number",
            "domain.Person#firstName",
            "domain.Person#lastName",
            "domain.Person#email",
            "domain.Person#phone",
            "domain.Employee#birthDate",
            "domain.Employee#address",
            "domain.Employee#address",
            "domain.Employee#address",
            "domain.Address#street",
            "domain.Address#zip",
            "domain.Address#city",
            "domain.Employee#ssn",
            "domain.Employee#taxId",
            "domain.Employee#salary",
            "domain.Employee#bankAccount",
            "domain.Quota#target"),
    SUBJECT_ACCESS_STATEMENT("domain.CommissionStatement#commission", "domain.CommissionStatement#bonus"),
    EXTRACT_LIST("domain.Employee#number", "domain.Person#lastName"),
    EXTRACT_SSN("domain.Employee#number", "domain.Employee#ssn"),
    SALARIES(
            "domain.Employee#number",
            "domain.Employee#salary",
            "operations.SalaryRow#number",
            "operations.SalaryRow#salary"),
    RESTORE_CHECK("domain.Employee#number"),
    PAYOUT(
            "domain.Employee#number",
            "domain.Employee#salary",
            "domain.Employee#bankAccount",
            "domain.Quota#target",
            "domain.SalesTransaction#commission",
            "domain.SalesTransaction#commission",
            "domain.SalesTransaction#commission"),
    MAILING("domain.Employee#salary", "domain.Person#email", "domain.Person#lastName");

    private final List<String> fields;

    Shape(String... fields) {
        this.fields = List.of(fields);
    }

    /** A field stands here as often as it is read. */
    List<String> fields() {
        return fields;
    }
}
