package io.piitrace.woven.oracle;

import io.piitrace.woven.oracle.apart.Exposed;
import io.piitrace.woven.route.RouteProgram.Way;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Classes that read the fields of others. */
final class OtherReads {
    static class Person {
        String b02 = "x";
        protected String b03 = "x";
        private String b05 = "x";
        private String b06 = "x";
        private String b07 = "x";
        private String b08 = "x";
        private String b09 = "x";

        class Inner {
            String read() {
                return b06;
            }
        }

        static class Nested {
            static String read(Person person) {
                return person.b05;
            }
        }

        Supplier<String> anonymous() {
            return new Supplier<>() {
                @Override
                public String get() {
                    return b07;
                }
            };
        }

        Supplier<String> lambda() {
            return () -> b08;
        }

        String getB09() {
            return b09;
        }
    }

    static class Employee extends Person {
        String read() {
            return b03;
        }
    }

    static class Far extends Exposed {
        String read() {
            return b04;
        }
    }

    private OtherReads() {}

    static void add(Map<String, Way> ways) {
        Exposed exposed = new Exposed();
        Person person = new Person();
        Employee employee = new Employee();
        Far far = new Far();
        Person.Inner inner = person.new Inner();
        Supplier<String> anonymous = person.anonymous();
        Supplier<String> lambda = person.lambda();
        Function<Person, String> reference = Person::getB09;
        ways.put("B01", () -> exposed.b01);
        ways.put("B02", () -> person.b02);
        ways.put("B03", employee::read);
        ways.put("B04", far::read);
        ways.put("B05", () -> Person.Nested.read(person));
        ways.put("B06", inner::read);
        ways.put("B07", () -> anonymous.get());
        ways.put("B08", () -> lambda.get());
        ways.put("B09", () -> reference.apply(person));
    }
}
