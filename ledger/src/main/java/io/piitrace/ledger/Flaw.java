package io.piitrace.ledger;

import java.nio.file.Path;

/**
 * A place at which a ledger is not what was written.
 *
 * @param file the file, or where it should be
 * @param block number of the block within the ledger; 0 for the header of a file
 * @param offset where in the file
 * @param what the kind of flaw in one word: {@code edited}, {@code deleted}, {@code inserted}, {@code reordered}, {@code truncated} …
 * @param detail the same for a person to read, with what was expected and what was found
 */
public record Flaw(Path file, long block, long offset, String what, String detail) {}
