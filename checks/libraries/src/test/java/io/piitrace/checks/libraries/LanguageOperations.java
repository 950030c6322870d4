package io.piitrace.checks.libraries;

import static io.piitrace.ledger.AccessKind.COPY;
import static io.piitrace.ledger.AccessKind.DERIVED;
import static io.piitrace.ledger.AccessKind.EQUALS_HASH;
import static io.piitrace.ledger.AccessKind.FOREIGN;
import static io.piitrace.ledger.AccessKind.GETTER;
import static io.piitrace.ledger.AccessKind.TO_STRING;

import io.piitrace.checks.libraries.bean.Boilerplate.Fixed;
import io.piitrace.checks.libraries.bean.Boilerplate.Lazy;
import io.piitrace.checks.libraries.bean.Boilerplate.Whole;
import io.piitrace.checks.libraries.bean.KotlinData;
import io.piitrace.checks.libraries.bean.KotlinOpen;
import io.piitrace.checks.libraries.bean.KotlinReader;
import io.piitrace.checks.libraries.bean.Person;
import io.piitrace.checks.libraries.bean.PersonRecord;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import kotlin.KotlinVersion;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.full.KClasses;

/** What compilers and generators of source code write. */
@SuppressWarnings({"ReturnValueIgnored", "CheckReturnValue"}) // a read is all that is wanted
final class LanguageOperations extends Operations {
    private static final String HERE = "io.piitrace.checks.libraries.";

    @Override
    void define() throws Exception {
        java();
        lombok();
        kotlin();
    }

    private void java() throws Exception {
        Library java = new Library("Java", "", HERE);
        add(java, "record, toString", PersonRecord::new, PersonRecord::toString).reads(TO_STRING);
        add(java, "record, hashCode", PersonRecord::new, PersonRecord::hashCode).reads(EQUALS_HASH);
        add(java, "record, equals", PersonRecord::new, person -> person.equals(new PersonRecord(person.id())))
                .reads(EQUALS_HASH, 2);
        add(java, "record, accessor", PersonRecord::new, person -> Objects.hash(person.ssn(), person.salary()))
                .reads(GETTER);
        add(
                        java,
                        "method references in a stream",
                        Person::new,
                        person -> Stream.of(person)
                                .sorted(Comparator.comparing(Person::getSsn))
                                .map(Person::getSsn)
                                .toList())
                .reads("ssn", GETTER, 1);
        PropertyDescriptor[] properties = Introspector.getBeanInfo(Person.class).getPropertyDescriptors();
        add(java, "java.beans", Person::new, person -> {
                    for (PropertyDescriptor property : properties) {
                        property.getReadMethod().invoke(person);
                    }
                })
                .reads(GETTER);
    }

    private void lombok() throws Exception {
        // its jar is not needed at run time; the version is that of the build
        Library lombok = Library.of("Lombok", Class.forName("lombok.Lombok")).in(HERE);
        LongFunction<Fixed> fixed = Fixed::of;
        add(lombok, "@Getter", Whole::new, whole -> Objects.hash(whole.getSsn(), whole.getSalary()))
                .reads(GETTER);
        add(lombok, "@Data, toString", Whole::new, Whole::toString).reads(TO_STRING);
        add(lombok, "@Data, hashCode", Whole::new, Whole::hashCode).reads(EQUALS_HASH);
        add(lombok, "@Data, equals", Whole::new, whole -> whole.equals(new Whole(whole.getId())))
                .reads(EQUALS_HASH, 2);
        add(lombok, "@With", fixed, value -> value.withId(0)).reads(COPY);
        add(lombok, "@Builder(toBuilder)", fixed, value -> value.toBuilder().id(0))
                .reads(DERIVED);
        add(lombok, "@Getter(lazy)", Lazy::new, lazy -> Objects.hash(lazy.getSalary()))
                .reads("salary", GETTER, 1);
    }

    private void kotlin() {
        Library kotlin = Library.of("Kotlin", KotlinVersion.class).in(HERE + "bean.Kotlin");
        LongFunction<KotlinData> data = id -> new KotlinData(id, "s", 1);
        add(kotlin, "data class, property", data, KotlinReader::getters).reads(GETTER);
        add(kotlin, "data class, destructured", data, KotlinReader::destructured)
                .reads(GETTER);
        add(kotlin, "data class, copy", data, KotlinReader::copied).reads(COPY);
        add(kotlin, "data class, toString", data, KotlinData::toString).reads(TO_STRING);
        add(kotlin, "data class, hashCode", data, KotlinData::hashCode).reads(EQUALS_HASH);
        add(kotlin, "data class, equals", data, person -> person.equals(new KotlinData(person.getId(), "s", 1)))
                .reads(EQUALS_HASH, 2);
        add(kotlin, "value class", KotlinReader::holder, KotlinReader::held).reads(GETTER);
        add(kotlin, "property references", data, KotlinReader::references).reads(GETTER);
        add(kotlin, "@JvmField and a getter", KotlinOpen::new, KotlinReader::open)
                .reads("ssn", FOREIGN, 1)
                .reads("salary", DERIVED, 1);
        var properties = KClasses.getMemberProperties(JvmClassMappingKt.getKotlinClass(KotlinData.class));
        add(kotlin, "kotlin-reflect", data, person -> properties.forEach(property -> property.get(person)))
                .reads(GETTER)
                .at("kotlin.reflect.");
    }
}
