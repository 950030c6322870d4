package io.piitrace.checks.libraries.bean;

import io.piitrace.annotation.DataSubjectId;
import io.piitrace.annotation.Pii;
import lombok.Builder;
import lombok.Data;
import lombok.Getter;
import lombok.Value;
import lombok.With;

/** What Lombok writes. */
public final class Boilerplate {
    private Boilerplate() {}

    /** Accessors, {@code equals}, {@code hashCode} and {@code toString}. */
    @Data
    public static class Whole {
        @DataSubjectId
        private final long id;

        @Pii("ssn")
        private String ssn = String.valueOf('s');

        @Pii("salary")
        private long salary = 1;
    }

    /** Immutable, copied with changes. */
    @Value
    @With
    @Builder(toBuilder = true)
    public static class Fixed {
        @DataSubjectId
        long id;

        @Pii("ssn")
        String ssn;

        @Pii("salary")
        long salary;

        public static Fixed of(long id) {
            return new Fixed(id, "s", 1);
        }
    }

    /** Getters that compute their value once. */
    public static class Lazy {
        @DataSubjectId
        private final long id;

        @Getter(lazy = true)
        @Pii("ssn")
        private final String ssn = String.valueOf('s');

        @Getter
        @Pii("salary")
        private final long salary;

        public Lazy(long id) {
            this.id = id;
            this.salary = id;
        }
    }
}
