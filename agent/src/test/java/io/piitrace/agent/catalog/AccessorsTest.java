package io.piitrace.agent.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.TracedField;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls are told apart by numbers that others may have too; here are others that have. */
class AccessorsTest {
    private static final TracedField SSN = new TracedField("com.acme.Person", "ssn", "ssn");
    private static final int OF_GETTER = ClassFile.hash("getSsn()J", ClassFile.hash("com/acme/Person"));
    /** 31 times this is 1. */
    private static final int INVERSE_OF_31 = 0xBDEF7BDF;

    private final Accessors accessors = new Accessors();

    @BeforeEach
    void learn() throws Exception {
        ClassFacts person = new ClassFacts(
                "com/acme/Person",
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of("getSsn:()J", SSN),
                null,
                null,
                List.of());
        try (InputStream in = Object.class.getResourceAsStream("Object.class")) {
            accessors.learn(person, new ClassScan(in.readAllBytes()));
        }
    }

    @Test
    void anAccessorIsFound() {
        assertThat(accessors.accessed("com/acme/Person", "getSsn", "()J")).isEqualTo(SSN);
        assertThat(accessors.accessed("com/acme/Person", "getName", "()J")).isNull();
    }

    @Test
    void aMethodWithTheNumberOfAnAccessorIsTakenForIt() {
        assertThat(accessors.accessed(ownerThatCollides("run()V"), "run", "()V"))
                .isEqualTo(SSN);
    }

    @Test
    void aConstructorWithTheNumberOfAnAccessorIsNot() {
        String owner = ownerThatCollides("<init>()V");

        assertThat(accessors.contains(ClassFile.hash("<init>()V", ClassFile.hash(owner))))
                .isTrue();
        assertThat(accessors.accessed(owner, "<init>", "()V")).isNull();
    }

    /** A name whose hash, with this method behind it, is that of the getter: the polynomial solved for it, in digits to the base of 31. */
    private static String ownerThatCollides(String method) {
        int wanted = OF_GETTER - ClassFile.hash(method);
        for (int i = 0; i < method.length(); i++) {
            wanted *= INVERSE_OF_31;
        }
        long digits = Integer.toUnsignedLong(wanted - ClassFile.hash("AAAAAAA"));
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            name.append((char) ('A' + digits % 31));
            digits /= 31;
        }
        return name.reverse().toString();
    }
}
