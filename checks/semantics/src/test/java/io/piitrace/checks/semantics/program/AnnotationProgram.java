package io.piitrace.checks.semantics.program;

import static io.piitrace.checks.semantics.program.Step.step;

import java.util.Objects;

/** Reads what is annotated in each of the ways that there are. */
public final class AnnotationProgram {
    private static int read;

    private AnnotationProgram() {}

    public static void main(String[] arguments) throws Exception {
        step("containers", () -> {
            Marked.Containers held = new Marked.Containers();
            use(held.list, held.map, held.array, held.optional, held.emails, held.cities);
            use(new Marked.Ssn("3").digits());
        });
        step("composed", () -> use(new Marked.Composed().salary));
        step("record", () -> use(new Marked.Row(1, "s").ssn()));
        step("derived", () -> use(new Marked.Derived().full()));
        step("hidden and inherited", () -> {
            Marked.Heir heir = new Marked.Heir();
            use(heir.phone, heir.email);
        });
        step(
                "builder, built",
                () -> Marked.Built.builder().id(1).ssn("s").city("Rome").build());
        step("builder, shown", () -> use(Marked.Built.builder().id(1).ssn("s").toString()));
        step("builder by hand", () -> use(new Marked.Letter("").address, new Marked.Letter.Builder().build()));
        step("misplaced", () -> {
            Marked.Misplaced misplaced = new Marked.Misplaced(1);
            misplaced.call();
            use(misplaced.name(), misplaced.pay, Marked.Misplaced.CONSTANT);
        });
        step("Kotlin, properties", KotlinSteps::properties);
        step("Kotlin, value classes", KotlinSteps::valueClasses);
        step("Kotlin, lost", KotlinSteps::lost);
        System.out.println(read);
    }

    private static void use(Object... values) {
        read += Objects.hash(values);
    }
}
