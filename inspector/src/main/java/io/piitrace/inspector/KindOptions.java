package io.piitrace.inspector;

import java.util.List;
import picocli.CommandLine.Option;

/** Which accesses an answer shows. */
final class KindOptions {
    @Option(
            names = "--category",
            paramLabel = "CATEGORY",
            split = ",",
            description = "Only reads of this category, ssn for one. Repeatable.")
    List<String> categories = List.of();

    @Option(
            names = "--all-kinds",
            description =
                    "Also reads by which data only moved inside the program: persistence, equals-hash, copy, internal,"
                            + " validation. They are counted in one line otherwise.")
    boolean allKinds;

    /** The categories as questions take them: a comma before and after each; empty for all. */
    String list() {
        return categories.isEmpty() ? "" : "," + String.join(",", categories) + ",";
    }
}
