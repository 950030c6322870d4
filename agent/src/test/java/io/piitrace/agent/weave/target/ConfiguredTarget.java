package io.piitrace.agent.weave.target;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Classes that bear none of our annotations. */
public final class ConfiguredTarget {
    static class Person {
        private String ssn = "1";
        private String open = "";

        String getSsn() {
            return ssn; // reads Person#ssn as getter
        }

        String getOpen() {
            return open;
        }
    }

    static class Other {
        private String firstName = "A";
        private String city = "";

        @Foreign
        private String marked = "";

        String all() {
            return firstName + city + marked; // reads Other#firstName as derived, Other#marked as derived
        }
    }

    enum Key {
        SALARY,
        COLOUR
    }

    static class Attribute {
        private final Object key;
        private String value = "v";

        Attribute(Object key) {
            this.key = key;
        }

        String getValue() {
            return value; // reads Attribute#value as getter, Attribute#value as getter
        }
    }

    private ConfiguredTarget() {}

    static void run() {
        Person person = new Person();
        person.getSsn();
        person.getOpen();
        new Other().all();
        new Attribute("ssn").getValue();
        new Attribute("colour").getValue();
        new Attribute(null).getValue();
        new Attribute(Key.SALARY).getValue();
        new Attribute(Key.COLOUR).getValue();
        String direct = new Attribute(Key.SALARY).value; // reads Attribute#value as foreign
        assert direct != null;
    }
}

/** An annotation of somebody else's. */
@Retention(RetentionPolicy.RUNTIME)
@interface Foreign {}
