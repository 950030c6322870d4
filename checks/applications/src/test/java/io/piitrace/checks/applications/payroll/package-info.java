/** An application that {@code checks/wildfly} deploys: a servlet and a class with something personal in it. Knows neither the agent nor its annotations. */
package io.piitrace.checks.applications.payroll;
