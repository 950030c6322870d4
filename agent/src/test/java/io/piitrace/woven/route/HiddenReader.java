package io.piitrace.woven.route;

import java.util.function.Function;

/** Its class file is defined once more, as a hidden class. */
final class HiddenReader implements Function<Person, String> {
    @Override
    public String apply(Person person) {
        return person.hidden;
    }
}
