package io.piitrace.inspector.render;

import java.util.Locale;

/** The forms in which an answer can be had. */
public enum Format {
    TEXT,
    JSON,
    JSONL,
    CSV,
    HTML;

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
