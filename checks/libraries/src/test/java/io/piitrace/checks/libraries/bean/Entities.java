package io.piitrace.checks.libraries.bean;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Persons in a table. */
public final class Entities {
    private Entities() {}

    /** Mapped by its fields. */
    @Entity(name = "ByField")
    public static class ByField {
        @Id
        @DataSubjectId
        private long id;

        @Pii("ssn")
        private String ssn;

        @Pii("salary")
        private long salary;

        public ByField() {}

        public ByField(long id) {
            this.id = id;
            this.ssn = "s";
            this.salary = 1;
        }

        public String getSsn() {
            return ssn;
        }

        public void setSsn(String ssn) {
            this.ssn = ssn;
        }

        public long getSalary() {
            return salary;
        }

        public void setSalary(long salary) {
            this.salary = salary;
        }
    }

    /** Mapped by its getters. */
    @Entity(name = "ByProperty")
    public static class ByProperty {
        @DataSubjectId
        private long id;

        @Pii("ssn")
        private String ssn;

        @Pii("salary")
        private long salary;

        public ByProperty() {}

        public ByProperty(long id) {
            this.id = id;
            this.ssn = "s";
            this.salary = 1;
        }

        @Id
        public long getId() {
            return id;
        }

        public void setId(long id) {
            this.id = id;
        }

        public String getSsn() {
            return ssn;
        }

        public void setSsn(String ssn) {
            this.ssn = ssn;
        }

        public long getSalary() {
            return salary;
        }

        public void setSalary(long salary) {
            this.salary = salary;
        }
    }
}
