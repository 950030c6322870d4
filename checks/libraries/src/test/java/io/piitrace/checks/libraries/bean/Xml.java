package io.piitrace.checks.libraries.bean;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlRootElement;

/** For JAXB. */
public final class Xml {
    private Xml() {}

    /** Read through its getters. */
    @XmlRootElement
    public static class Properties extends Person {
        public Properties() {}

        public Properties(long id) {
            super(id);
        }
    }

    /** Read past them. */
    @XmlRootElement
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class Fields {
        @DataSubjectId
        private long id;

        @Pii("ssn")
        private String ssn;

        @Pii("salary")
        private long salary;

        public Fields() {}

        public Fields(long id) {
            this.id = id;
            this.ssn = "s";
            this.salary = 1;
        }
    }
}
