package io.piitrace.agent.context;

import io.piitrace.ledger.Sources;

/** How something about the context came to be known; its code stands in the records. */
enum Source {
    ANNOTATION("annotation"),
    API("api"),
    REQUEST_HEADER("request-header"),
    MESSAGE_HEADER("message-header"),
    SESSION("session"),
    JOB("job"),
    MESSAGE("message"),
    RULE("rule"),
    DEFAULT("default"),
    CONTAINER("container"),
    SPRING_SECURITY("spring-security"),
    JAX_RS("jax-rs"),
    CLAIM("claim"),
    ROLE("role"),
    NETWORK("network"),
    MDC("mdc"),
    BAGGAGE("baggage"),
    NONE("none");

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // texts alone
    private final Sources sources;

    Source(String code) {
        this.code = code;
        this.sources = code.equals("none") ? Sources.NONE : Sources.of(code);
    }

    /** Whether whoever sends a request may say so, true or not. */
    boolean isClaim() {
        return this == REQUEST_HEADER || this == BAGGAGE;
    }

    static boolean isClaim(String code) {
        return code.equals(REQUEST_HEADER.code) || code.equals(BAGGAGE.code);
    }

    String code() {
        return code;
    }

    /** For whatever comes from here alone. */
    Sources sources() {
        return sources;
    }
}
