package io.piitrace.checks.semantics.program;

import static io.piitrace.checks.semantics.program.HibernateProgram.inTransaction;
import static io.piitrace.checks.semantics.program.Step.step;

import io.piitrace.annotation.DataSubject;
import io.piitrace.annotation.Pii;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;

/** Queries that pick attributes out of entities: none of them ever becomes a field of one. */
public final class ProjectionProgram {
    /** What a constructor expression fills. */
    public record Line(Long id, String text) {}

    /** About whoever it was paid to. */
    @Entity(name = "Payout")
    @DataSubject("payee.id")
    public static class Payout {
        @Id
        Long id;

        @ManyToOne
        FieldPerson payee;

        @Pii("salary")
        private long amount;

        protected Payout() {}

        Payout(long id, FieldPerson payee, long amount) {
            this.id = id;
            this.payee = payee;
            this.amount = amount;
        }
    }

    private ProjectionProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (SessionFactory factory = HibernateProgram.factory(FieldPerson.class, PropertyPerson.class, Payout.class)) {
            step(
                    "set up",
                    () -> inTransaction(factory, em -> {
                        for (long id = 1; id <= 3; id++) {
                            FieldPerson person = new FieldPerson(id, "s" + id);
                            em.persist(person);
                            em.persist(new PropertyPerson(id, "p" + id, "Ann"));
                            em.persist(new Payout(id, person, 100 * id));
                        }
                    }));
            each(factory, "one attribute", "select e.ssn from FieldPerson e");
            each(factory, "the same once more", "select e.ssn from FieldPerson e");
            each(factory, "with the id", "select e.id, e.ssn from FieldPerson e");
            each(factory, "of a getter", "select e.id, e.ssn from PropertyPerson e");
            each(factory, "nothing personal", "select e.id, e.city from FieldPerson e");
            each(factory, "whole entities", "select e from FieldPerson e");
            each(factory, "across a join", "select p.payee.id, p.payee.ssn from Payout p");
            each(factory, "path to the id", "select p.payee.id, p.amount from Payout p");
            each(
                    factory,
                    "two of them",
                    "select a.id, a.ssn, b.ssn from FieldPerson a, PropertyPerson b where a.id = b.id");
            step(
                    "constructor",
                    () -> inTransaction(
                            factory,
                            em -> em.createQuery(
                                            "select new " + Line.class.getName() + "(e.id, e.ssn) from FieldPerson e",
                                            Line.class)
                                    .getResultList()));
            step(
                    "tuple",
                    () -> inTransaction(
                            factory,
                            em -> em.createQuery("select e.id as id, e.ssn as ssn from FieldPerson e", Tuple.class)
                                    .getResultList()));
            step("criteria", () -> inTransaction(factory, ProjectionProgram::criteria));
            step(
                    "stream",
                    () -> inTransaction(factory, em -> {
                        try (Stream<String> ssns = em.createQuery("select e.ssn from FieldPerson e", String.class)
                                .getResultStream()) {
                            ssns.limit(2).forEach(ssn -> {});
                        }
                    }));
            step(
                    "interface of Spring Data",
                    () -> inTransaction(factory, em -> {
                        People people = new JpaRepositoryFactory(em).getRepository(People.class);
                        List<People.Summary> found = people.findBySsnStartingWith("s");
                        found.forEach(People.Summary::getSsn);
                    }));
        }
    }

    private static void each(SessionFactory factory, String name, String query) throws Exception {
        step(
                name,
                () -> inTransaction(
                        factory, em -> em.createQuery(query, Object.class).getResultList()));
    }

    private static void criteria(EntityManager em) {
        CriteriaBuilder builder = em.getCriteriaBuilder();
        CriteriaQuery<Object[]> query = builder.createQuery(Object[].class);
        Root<FieldPerson> person = query.from(FieldPerson.class);
        query.multiselect(person.get("id"), person.get("ssn"));
        em.createQuery(query).getResultList();
    }
}
