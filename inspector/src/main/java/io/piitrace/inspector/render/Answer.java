package io.piitrace.inspector.render;

import io.piitrace.inspector.query.Completeness;
import java.util.List;

/**
 * The answer to one command, before it has a form.
 *
 * @param title the question in words
 * @param completeness what the answer is worth
 * @param sections the first is the main one: the only one in the formats of one table
 */
public record Answer(String title, Completeness completeness, List<Section> sections) {
    public Answer {
        sections = List.copyOf(sections);
    }
}
