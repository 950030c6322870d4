package io.piitrace.checks.semantics.program;

import java.util.List;
import org.springframework.data.repository.Repository;

/** A repository of Spring Data whose query selects what an interface asks for. */
public interface People extends Repository<FieldPerson, Long> {
    /** What is asked for. */
    interface Summary {
        Long getId();

        String getSsn();
    }

    List<Summary> findBySsnStartingWith(String start);
}
