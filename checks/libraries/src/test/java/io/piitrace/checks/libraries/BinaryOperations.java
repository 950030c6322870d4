package io.piitrace.checks.libraries;

import static io.piitrace.ledger.AccessKind.FOREIGN;
import static io.piitrace.ledger.AccessKind.GETTER;
import static io.piitrace.ledger.AccessKind.INTERNAL;
import static io.piitrace.ledger.AccessKind.SERIALIZATION;
import static io.piitrace.ledger.AccessKind.UNSAFE;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import io.piitrace.checks.libraries.bean.Bare;
import io.piitrace.checks.libraries.bean.Open;
import io.piitrace.checks.libraries.bean.PersonRecord;
import io.piitrace.checks.libraries.bean.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import org.apache.fory.Fory;
import org.apache.fory.config.ForyBuilder;
import org.apache.fory.config.Language;

/** Objects to bytes and copies of objects. */
final class BinaryOperations extends Operations {
    @Override
    void define() {
        jdk();
        kryo();
        fory(true, "compiled");
        fory(false, "interpreted");
    }

    private void jdk() {
        Library jdk = new Library("Java serialization", "", "io.piitrace.checks.libraries.");
        add(jdk, "class", Stored::new, BinaryOperations::write).reads(SERIALIZATION);
        add(jdk, "record", PersonRecord::new, BinaryOperations::write).reads(SERIALIZATION);
        add(jdk, "Externalizable", Stored.External::new, BinaryOperations::write)
                .reads(INTERNAL);
        add(jdk, "writeObject", Stored.Twice::new, BinaryOperations::write)
                .reads(SERIALIZATION)
                .reads("taxId", SERIALIZATION, 1)
                .reads("taxId", INTERNAL, 1);
    }

    private static void write(Object person) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(person);
        }
    }

    private void kryo() {
        Library library = Library.of("Kryo", Kryo.class);
        Kryo kryo = new Kryo();
        kryo.setRegistrationRequired(false);
        add(library, "write", Bare::new, bare -> kryo.writeObject(new Output(256), bare))
                .reads(UNSAFE);
        add(library, "copy", Bare::new, kryo::copy).reads(UNSAFE);
        add(library, "write, record", PersonRecord::new, person -> kryo.writeObject(new Output(256), person))
                .reads(GETTER);
        add(library, "write, public field", Open::new, open -> kryo.writeObject(new Output(256), open))
                .reads(UNSAFE);
    }

    private void fory(boolean compiled, String how) {
        Library library = Library.of("Apache Fory", Fory.class).in("");
        ForyBuilder builder = Fory.builder()
                .withLanguage(Language.JAVA)
                .requireClassRegistration(false)
                .withCodegen(compiled);
        Fory fory = builder.build();
        add(library, "private field, " + how, Bare::new, fory::serialize).reads(UNSAFE);
        add(library, "public field, " + how, Open::new, fory::serialize).reads(compiled ? FOREIGN : UNSAFE);
        add(library, "record, " + how, PersonRecord::new, fory::serialize).reads(GETTER);
    }
}
