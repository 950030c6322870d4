package io.piitrace.checks.libraries;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Operations of some libraries that have something in common. */
abstract class Operations {
    private final List<Operation> operations = new ArrayList<>();

    /** @param wanted simple names of the classes that define them; all of them if there is none */
    static List<Operation> of(List<String> wanted) throws Exception {
        List<Operation> all = new ArrayList<>();
        for (Operations some : List.of(
                new TextOperations(),
                new BinaryOperations(),
                new MappingOperations(),
                new ExpressionOperations(),
                new LanguageOperations(),
                new PersistenceOperations())) {
            if (wanted.isEmpty() || wanted.contains(some.getClass().getSimpleName())) {
                some.define();
                all.addAll(some.operations);
            }
        }
        return all;
    }

    abstract void define() throws Exception;

    /** @param maker makes the person that the act is about */
    final <T> Operation add(Library library, String name, LongFunction<T> maker, Operation.Act<? super T> act) {
        Operation operation = new Operation(library, name, maker, act);
        operations.add(operation);
        return operation;
    }
}
