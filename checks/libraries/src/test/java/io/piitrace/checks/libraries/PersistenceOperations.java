package io.piitrace.checks.libraries;

import static io.piitrace.ledger.AccessKind.GETTER;
import static io.piitrace.ledger.AccessKind.PERSISTENCE;
import static io.piitrace.ledger.AccessKind.REFLECTION;
import static io.piitrace.ledger.AccessKind.VALIDATION;

import io.piitrace.checks.libraries.bean.Bare;
import io.piitrace.checks.libraries.bean.Checked;
import io.piitrace.checks.libraries.bean.Enhanced;
import io.piitrace.checks.libraries.bean.Entities.ByField;
import io.piitrace.checks.libraries.bean.Entities.ByProperty;
import io.piitrace.checks.libraries.bean.Open;
import io.piitrace.checks.libraries.bean.Person;
import io.piitrace.checks.libraries.bean.Woven;
import jakarta.persistence.EntityManagerFactory;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Objects;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.validator.HibernateValidator;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Objects to rows of a table: mostly noise, which has to be told apart from what is disclosed. */
@SuppressWarnings({"ReturnValueIgnored", "CheckReturnValue"}) // a read is all that is wanted
final class PersistenceOperations extends Operations {
    @Override
    void define() throws Exception {
        for (String table : new String[] {"ByField", "ByProperty", "Enhanced", "Woven", "Person"}) {
            Database.create(table);
        }
        Library validator = Library.of("Hibernate Validator", HibernateValidator.class);
        Validator validating = Validation.buildDefaultValidatorFactory().getValidator();
        add(validator, "constraints on field and getter", Checked::new, validating::validate)
                .reads(VALIDATION)
                .reads(PERSISTENCE) // whether it is loaded
                .at("org.hibernate.");
        jooq();
        mybatis();
        hibernate();
        eclipseLink();
    }

    private void jooq() {
        Library jooq = Library.of("jOOQ", DSLContext.class);
        DSLContext context = DSL.using(SQLDialect.H2);
        var ssn = DSL.field("ssn", SQLDataType.VARCHAR);
        var salary = DSL.field("salary", SQLDataType.BIGINT);
        add(
                        jooq,
                        "record from getters",
                        Person::new,
                        person -> context.newRecord(ssn, salary).from(person))
                .reads(GETTER);
        add(
                        jooq,
                        "record from public fields",
                        Open::new,
                        open -> context.newRecord(ssn, salary).from(open))
                .reads(REFLECTION);
        add(
                        jooq,
                        "record from private fields",
                        Bare::new,
                        bare -> context.newRecord(ssn, salary).from(bare))
                .reads(REFLECTION);
    }

    /** Statements whose parameters are properties. */
    interface PersonStatements {
        @Insert("insert into Person values (#{id}, #{ssn}, #{salary})")
        void insert(Object person);
    }

    private void mybatis() {
        Library mybatis = Library.of("MyBatis", SqlSession.class).in("org.apache.ibatis.");
        Configuration configuration =
                new Configuration(new Environment("e", new JdbcTransactionFactory(), Database.source()));
        configuration.addMapper(PersonStatements.class);
        SqlSessionFactory factory = new SqlSessionFactoryBuilder().build(configuration);
        add(mybatis, "parameters, getter", Person::new, person -> insert(factory, person))
                .reads(GETTER);
        add(mybatis, "parameters, private field", Bare::new, bare -> insert(factory, bare))
                .reads(REFLECTION);
    }

    private static void insert(SqlSessionFactory factory, Object person) {
        try (SqlSession session = factory.openSession()) {
            session.getMapper(PersonStatements.class).insert(person);
            session.rollback(true);
        }
    }

    private void hibernate() {
        Library hibernate = Library.of("Hibernate", Hibernate.class).in("org.hibernate.");
        SessionFactory factory = Database.hibernate();
        add(hibernate, "persist, field access", ByField::new, person -> persist(factory, person))
                .reads(PERSISTENCE, 3);
        add(hibernate, "persist, property access", ByProperty::new, person -> persist(factory, person))
                .reads(PERSISTENCE, 3)
                .at("");
        add(hibernate, "new and persist, enhanced", id -> id, id -> persist(factory, new Enhanced(id)))
                .reads(PERSISTENCE, 3)
                .at("");
        dirtyCheck(hibernate, factory).reads(PERSISTENCE, 2);
        change(hibernate, factory).reads(PERSISTENCE, 2);
        merge(hibernate, factory).reads(PERSISTENCE, 8);
        add(
                        hibernate,
                        "enhanced entity, getter",
                        Database.rowsOf("Enhanced"),
                        id -> Database.rolledBack(factory, manager -> {
                            Enhanced person = manager.find(Enhanced.class, id);
                            Objects.hash(person.getSsn(), person.getSalary());
                            manager.clear();
                        }))
                .reads(GETTER)
                .reads(PERSISTENCE) // handed to what might have had it loaded
                .at("io.piitrace.checks.libraries.");
        add(
                        hibernate,
                        "lazy proxy",
                        Database.rowsOf("ByField"),
                        id -> Database.rolledBack(factory, manager -> {
                            ByField proxy = manager.getReference(ByField.class, id);
                            Objects.hash(proxy.getSsn(), proxy.getSalary());
                            manager.clear();
                        }))
                .reads(GETTER)
                .at("io.piitrace.checks.libraries.PersistenceOperations");
    }

    private void eclipseLink() {
        Library library = Library.of("EclipseLink", org.eclipse.persistence.Version.class);
        EntityManagerFactory factory = Database.eclipseLink();
        add(library, "persist, field access", ByField::new, person -> persist(factory, person))
                .reads(PERSISTENCE, 2);
        add(library, "persist, property access", ByProperty::new, person -> persist(factory, person))
                .reads(PERSISTENCE, 2);
        add(library, "persist, woven", Woven::new, person -> persist(factory, person))
                .reads(PERSISTENCE)
                .at("");
        dirtyCheck(library, factory).reads(PERSISTENCE, 3);
        change(library, factory).reads("ssn", PERSISTENCE, 6).reads("salary", PERSISTENCE, 10);
        merge(library, factory).reads(PERSISTENCE, 4);
        add(
                        library,
                        "woven entity, getter",
                        Database.rowsOf("Woven"),
                        id -> Database.rolledBack(factory, manager -> {
                            Woven person = manager.find(Woven.class, id);
                            Objects.hash(person.getSsn(), person.getSalary());
                            manager.clear();
                        }))
                .reads(GETTER)
                .at("io.piitrace.checks.libraries.");
    }

    private Operation dirtyCheck(Library library, EntityManagerFactory factory) {
        return add(
                library,
                "dirty check",
                Database.rowsOf("ByField"),
                id -> Database.rolledBack(factory, manager -> manager.find(ByField.class, id)));
    }

    private Operation change(Library library, EntityManagerFactory factory) {
        return add(
                library,
                "change",
                Database.rowsOf("ByField"),
                id -> Database.rolledBack(
                        factory, manager -> manager.find(ByField.class, id).setSalary(System.nanoTime())));
    }

    private Operation merge(Library library, EntityManagerFactory factory) {
        return add(
                library,
                "merge",
                ByField::new,
                person -> Database.rolledBack(factory, manager -> manager.merge(person)));
    }

    private static void persist(EntityManagerFactory factory, Object person) throws Exception {
        Database.rolledBack(factory, manager -> manager.persist(person));
    }
}
