package io.piitrace.woven.oracle;

import io.piitrace.woven.route.RouteProgram.Way;
import java.util.Map;
import java.util.Objects;

/** Classes that read their own fields, one for each way that such classes are written. */
final class OwnReads {
    interface HasSsn {
        String getA07();

        String getA08();

        default String masked() {
            return getA08() + '*';
        }
    }

    interface Holder<T> {
        T value();
    }

    static class Employee implements HasSsn, Holder<String>, Comparable<Employee> {
        String a01 = "x";
        String a02 = "x";
        long a03 = 1;
        boolean a04 = true;
        String a05 = "x";
        String a06 = "x";
        String a07 = "x";
        String a08 = "x";
        String a09 = "x";
        String a10 = "x";
        String a11 = "x";
        String a12 = "x";
        String a13 = "x";
        String a14 = "x";
        String a15 = "x";
        String a16 = "x";

        Employee() {}

        Employee(Employee other) {
            a15 = other.a15;
        }

        String getA01() {
            return a01;
        }

        String a02() {
            return a02;
        }

        long getA03() {
            return a03;
        }

        boolean isA04() {
            return a04;
        }

        String getA05() {
            return a05;
        }

        String getA06() {
            return a06;
        }

        @Override
        public String getA07() {
            return a07;
        }

        @Override
        public String getA08() {
            return a08;
        }

        @Override
        public String value() {
            return a09;
        }

        String getFullName() {
            return "Dr. " + a10;
        }

        String setA16(String value) {
            String old = a16;
            a16 = value;
            return old;
        }

        @Override
        public String toString() {
            return "Employee " + a11;
        }

        @Override
        public int hashCode() {
            return a12.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Employee that && Objects.equals(a13, that.a13);
        }

        @Override
        public int compareTo(Employee other) {
            return a14.compareTo(other.a14);
        }
    }

    static class Manager extends Employee {
        @Override
        String getA06() {
            return super.getA06();
        }
    }

    static class Copied implements Cloneable {
        String a17 = "x";

        @Override
        public Copied clone() {
            try {
                return (Copied) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    record Implicit(String a18) {}

    record Explicit(String a19) {
        @Override
        public String a19() {
            return a19.trim();
        }
    }

    /** Its text is made by {@code ObjectMethods}. */
    record Number(long a23) {}

    static class Builder {
        String a24 = "x";

        Employee build() {
            Employee employee = new Employee();
            employee.a01 = a24;
            return employee;
        }
    }

    private OwnReads() {}

    static void add(Map<String, Way> ways) {
        Employee employee = new Employee();
        Employee same = new Employee();
        Manager manager = new Manager();
        HasSsn hasSsn = employee;
        Holder<?> holder = employee;
        ways.put("A01", employee::getA01);
        ways.put("A02", employee::a02);
        ways.put("A03", employee::getA03);
        ways.put("A04", employee::isA04);
        ways.put("A05", manager::getA05);
        ways.put("A06", manager::getA06);
        ways.put("A07", () -> hasSsn.getA07());
        ways.put("A08", () -> hasSsn.masked());
        ways.put("A09", () -> holder.value());
        ways.put("A10", employee::getFullName);
        ways.put("A11", employee::toString);
        ways.put("A12", employee::hashCode);
        ways.put("A13", () -> employee.equals(same));
        ways.put("A14", () -> employee.compareTo(same));
        ways.put("A15", () -> new Employee(employee));
        ways.put("A16", () -> employee.setA16("x"));
        Copied copied = new Copied();
        ways.put("A17", copied::clone);
        Implicit implicit = new Implicit("x");
        ways.put("A18", implicit::a18);
        Explicit explicit = new Explicit("x");
        ways.put("A19", explicit::a19);
        Number number = new Number(7);
        ways.put("A23", number::toString);
        Builder builder = new Builder();
        ways.put("A24", builder::build);
    }
}
