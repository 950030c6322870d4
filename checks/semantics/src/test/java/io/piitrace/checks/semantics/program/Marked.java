package io.piitrace.checks.semantics.program;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.Builder;
import lombok.ToString;

/** Where annotations may stand, in Java. */
final class Marked {
    private Marked() {}

    /** A type whose every use is personal. */
    @Pii("ssn")
    record Ssn(String digits) {}

    /** Reading the reference is the read: what is done with its elements afterwards is not looked at. */
    static class Containers {
        @DataSubjectId
        long id = 1;

        List<Ssn> list = List.of(new Ssn("1"));
        Map<String, List<Ssn>> map = Map.of();
        Ssn[] array = {new Ssn("2")};
        Optional<? extends Ssn> optional = Optional.empty();

        @Pii("email")
        List<String> emails = List.of("a@example.com");

        List<String> cities = List.of("Rome");
    }

    /** By an annotation of the application's own. */
    static class Composed {
        @DataSubjectId
        long id = 1;

        @Secret
        long salary = 1;
    }

    /** The compiler copies the annotation to field and accessor: one read is one record. */
    record Row(@DataSubjectId long id, @Pii("ssn") String ssn) {}

    /** A value that is worked out from one that is personal as well. */
    static class Derived {
        @DataSubjectId
        long id = 1;

        @Pii("name")
        String last = "Doe";

        @Pii("birth-date")
        String born = "1970-01-01";

        @Pii("name")
        String full() {
            return "Jane " + last + born;
        }
    }

    /** A field of the same name hides one that is personal; the one without is inherited. */
    static class Base {
        @DataSubjectId
        long id = 1;

        @Pii("phone")
        String phone = "1";

        @Pii("email")
        String email = "a@example.com";
    }

    /** Hides one field and inherits the other. */
    static class Heir extends Base {
        String phone = "none of a person";
    }

    /** What Lombok builds with is as personal as what it builds. */
    @Builder(toBuilder = true)
    @ToString
    static class Built {
        @DataSubjectId
        final long id;

        @Pii("ssn")
        final String ssn;

        @Pii("salary")
        @Builder.Default
        final long salary = 1;

        final String city;
    }

    /** With a builder written by hand. */
    static class Letter {
        @DataSubjectId
        final long id = 1;

        @Pii("address")
        final String address;

        Letter(String address) {
            this.address = address;
        }

        static class Builder {
            String address = "1 Main St";

            Letter build() {
                return new Letter(address);
            }
        }
    }

    /** An annotation on a method without a body has nothing to trace. */
    interface Named {
        @Pii("name")
        String name();
    }

    /** Annotations that cannot do what they are there for. */
    static class Misplaced implements Named {
        @Pii("tax-id")
        static final String CONSTANT = "12";

        final long pay;

        Misplaced(@Secret long pay) {
            this.pay = pay;
        }

        @Override
        public String name() {
            return "";
        }

        @Pii("phone")
        void call() {}
    }
}
