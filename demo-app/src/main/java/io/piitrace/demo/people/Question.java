package io.piitrace.demo.people;

import io.piitrace.demo.domain.InformationRequest;

/** What a visitor asked, and how to answer. */
public record Question(long id, String fullName, String email, String question) {
    static Question of(InformationRequest request) {
        Long id = request.getId();
        return new Question(id == null ? 0 : id, request.getFullName(), request.getEmail(), request.getQuestion());
    }
}
