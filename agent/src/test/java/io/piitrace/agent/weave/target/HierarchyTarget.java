package io.piitrace.agent.weave.target;

import io.piitrace.annotation.Pii;

/** Reads through subclasses, hidden fields, and of classes that are loaded after their readers. */
public final class HierarchyTarget {
    static class Person {
        @Pii("name")
        protected String name = "Amy";

        @Pii("ssn")
        protected String ssn = "1";

        protected String open = "";

        public String getName() {
            return name; // reads Person#name as getter
        }
    }

    static class Employee extends Person {
        String label() {
            return name + open; // reads Person#name as derived
        }

        String getSsn() {
            return ssn; // reads Person#ssn as getter
        }

        @Override
        public String getName() {
            return super.getName();
        }
    }

    static class Manager extends Employee {
        /** Hides the personal field, and is none itself. */
        @SuppressWarnings("HidingField")
        String ssn = "hidden";

        String own() {
            return ssn;
        }

        String inherited() {
            return super.ssn; // reads Person#ssn as getter
        }
    }

    private HierarchyTarget() {}

    static void run() {
        Reader.read(new Manager());
    }

    static final class Reader {
        static void read(Manager manager) {
            manager.label();
            manager.getSsn();
            manager.getName();
            manager.own();
            manager.inherited();
            for (int i = 0; i < 2; i++) {
                touch(manager.name); // reads Person#name as foreign, Person#name as foreign
                touch(manager.ssn);
                touch(((Employee) manager).ssn); // reads Person#ssn as foreign, Person#ssn as foreign
                touch(manager.open);
            }
        }

        static void touch(String text) {
            assert text != null;
        }
    }
}
