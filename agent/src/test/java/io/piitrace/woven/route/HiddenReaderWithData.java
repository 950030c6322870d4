package io.piitrace.woven.route;

import java.util.function.Function;

/** The same with class data. */
final class HiddenReaderWithData implements Function<Person, String> {
    @Override
    public String apply(Person person) {
        return person.hiddenWithData;
    }
}
