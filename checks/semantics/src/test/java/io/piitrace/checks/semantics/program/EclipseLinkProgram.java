package io.piitrace.checks.semantics.program;

import static io.piitrace.checks.semantics.program.Step.step;

import com.google.gson.Gson;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

/** EclipseLink: with its own agent in front it weaves the entities, without it it reads them by reflection. */
public final class EclipseLinkProgram {
    private EclipseLinkProgram() {}

    public static void main(String[] arguments) throws Exception {
        EntityManagerFactory factory = Persistence.createEntityManagerFactory("people");
        step("field: persist", () -> inTransaction(factory, em -> em.persist(new FieldPerson(1, "s1"))));
        step(
                "field: change",
                () -> inTransaction(
                        factory, em -> em.find(FieldPerson.class, 1L).setCity("Rome")));
        step(
                "field: change of the field",
                () -> inTransaction(
                        factory, em -> em.find(FieldPerson.class, 1L).setSsn("s3")));
        step("field: merge", () -> inTransaction(factory, em -> em.merge(new FieldPerson(1, "s2"))));
        step(
                "field: flush, then Gson",
                () -> inTransaction(factory, em -> {
                    FieldPerson person = em.find(FieldPerson.class, 1L);
                    person.setCity("Oslo");
                    em.flush();
                    new Gson().toJson(person, new StringBuilder());
                    person.setCity("Bern");
                    em.flush();
                }));
        step(
                "field: read",
                () -> inTransaction(factory, em -> {
                    FieldPerson person = em.find(FieldPerson.class, 1L);
                    person.getSsn();
                    String unused = person.toString();
                }));
        step("property: persist", () -> inTransaction(factory, em -> em.persist(new PropertyPerson(1, "s1", " Ann "))));
        step(
                "property: change",
                () -> inTransaction(
                        factory, em -> em.find(PropertyPerson.class, 1L).setCity("Rome")));
        step(
                "property: read",
                () -> inTransaction(
                        factory, em -> em.find(PropertyPerson.class, 1L).getSsn()));
        factory.close();
    }

    interface Unit {
        void with(EntityManager em) throws Exception;
    }

    private static void inTransaction(EntityManagerFactory factory, Unit unit) throws Exception {
        try (EntityManager em = factory.createEntityManager()) {
            em.getTransaction().begin();
            unit.with(em);
            em.getTransaction().commit();
        }
    }
}
