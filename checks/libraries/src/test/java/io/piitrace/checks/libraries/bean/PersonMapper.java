package io.piitrace.checks.libraries.bean;

import org.mapstruct.Mapper;

/** MapStruct writes the code. */
@Mapper
public interface PersonMapper {
    Copy copy(Person person);

    Copy copy(Open person);

    /** What a mapper makes of a person: not personal itself, so that every record is of a read of the source. */
    class Copy {
        private long id;
        private String ssn;
        private long salary;

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
