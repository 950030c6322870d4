package io.piitrace.inspector;

import io.piitrace.inspector.query.Investigation;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The person whom a question is about. */
final class SubjectOptions {
    @Option(
            names = "--subject",
            paramLabel = "ID",
            required = true,
            description = "The person: the id that the application uses, or a pseudonym of 32 hexadecimal digits.")
    String id = "";

    @Option(
            names = "--subject-key",
            paramLabel = "FILE",
            description = "Key that turns ids into pseudonyms. Default: keys/subject.key beside the ledgers.")
    @Nullable
    Path key;

    /** @throws InputException where the id needs a key and there is none that can be read */
    Set<String> pseudonyms(Investigation investigation) {
        return Pseudonyms.of(id, key, investigation);
    }
}
