package io.piitrace.ledger.format;

/** What a ledger may hold at most. Writers keep to it, readers refuse what does not: so a hostile file cannot make them run out of memory. */
public final class Limits {
    /** Bytes of a block's body as stored. */
    public static final int BODY_BYTES = 64 << 20;

    /** Bytes of one section once inflated. */
    public static final int SECTION_BYTES = 64 << 20;

    /** Bytes of a block's zone. */
    public static final int ZONE_BYTES = 16 << 20;

    /** Records of one block. */
    public static final int BLOCK_RECORDS = 1 << 17;

    /** Bytes of one text in UTF-8. */
    public static final int TEXT_BYTES = 4096;

    /** Texts, contexts, sites or subjects that one file defines. */
    public static final int FILE_DEFINITIONS = 1 << 22;

    /** Bytes of all definitions of one file once inflated. */
    public static final long FILE_DEFINITION_BYTES = 256L << 20;

    /** Roles of a context, attributes of a notice. */
    public static final int LIST_ITEMS = 256;

    /** Tenants that a zone lists; with more it lists none. */
    public static final int ZONE_TENANTS = 64;

    /** Positions that a zone lists. */
    public static final int ZONE_POSITIONS = 1 << 17;

    private Limits() {}
}
