package io.piitrace.checks.semantics.program;

import static io.piitrace.checks.semantics.program.Step.step;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.Properties;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;

/** Hibernate's own reads, and what the application discloses in between, in one context. */
public final class HibernateProgram {
    private HibernateProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (SessionFactory factory = factory(FieldPerson.class, PropertyPerson.class)) {
            step("field: persist and flush", () -> inTransaction(factory, em -> em.persist(new FieldPerson(1, "s1"))));
            step(
                    "field: change and flush",
                    () -> inTransaction(
                            factory, em -> em.find(FieldPerson.class, 1L).setCity("Rome")));
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
                    "field: Gson, then flush",
                    () -> inTransaction(factory, em -> {
                        FieldPerson person = em.find(FieldPerson.class, 1L);
                        new Gson().toJson(person, new StringBuilder());
                        person.setCity("Kiel");
                        em.flush();
                        new Gson().toJson(person, new StringBuilder());
                    }));
            FieldPerson.telling = true;
            step(
                    "field: Gson in a callback",
                    () -> inTransaction(
                            factory, em -> em.find(FieldPerson.class, 1L).setCity("Lyon")));
            FieldPerson.telling = false;
            step(
                    "field: session on disk",
                    () -> inTransaction(factory, em -> {
                        FieldPerson person = em.find(FieldPerson.class, 1L);
                        person.setCity("Graz");
                        em.flush();
                        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(person);
                    }));
            step(
                    "field: lazy proxy",
                    () -> inTransaction(
                            factory,
                            em -> em.getReference(FieldPerson.class, 1L).getSsn()));
            step(
                    "property: persist and flush",
                    () -> inTransaction(factory, em -> em.persist(new PropertyPerson(1, "s1", " Ann "))));
            step(
                    "property: flush, then Jackson",
                    () -> inTransaction(factory, em -> {
                        PropertyPerson person = em.find(PropertyPerson.class, 1L);
                        ObjectMapper jackson = new ObjectMapper();
                        person.setCity("Oslo");
                        em.flush();
                        jackson.writeValueAsString(person);
                        person.setCity("Bern");
                        em.flush();
                        person.getSsn();
                    }));
        }
    }

    static SessionFactory factory(Class<?>... entities) {
        Properties properties = new Properties();
        properties.put("hibernate.connection.url", "jdbc:h2:mem:people;DB_CLOSE_DELAY=-1");
        properties.put("hibernate.hbm2ddl.auto", "create");
        BootstrapServiceRegistry loading = new BootstrapServiceRegistryBuilder()
                .applyClassLoader(FieldPerson.class.getClassLoader())
                .build();
        Configuration configuration = new Configuration(loading).addProperties(properties);
        for (Class<?> entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        return configuration.buildSessionFactory();
    }

    interface Unit {
        void with(EntityManager em) throws Exception;
    }

    static void inTransaction(SessionFactory factory, Unit unit) throws Exception {
        try (EntityManager em = factory.createEntityManager()) {
            em.getTransaction().begin();
            unit.with(em);
            em.getTransaction().commit();
        }
    }
}
