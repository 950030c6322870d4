package io.piitrace.checks.libraries;

import io.piitrace.checks.libraries.bean.Enhanced;
import io.piitrace.checks.libraries.bean.Entities.ByField;
import io.piitrace.checks.libraries.bean.Entities.ByProperty;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** One database in memory for all that keep persons in tables. */
final class Database {
    private static final String URL = "jdbc:h2:mem:libraries;DB_CLOSE_DELAY=-1";

    private Database() {}

    static JdbcDataSource source() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(URL);
        return source;
    }

    static void create(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL)) {
            connection
                    .createStatement()
                    .execute("create table if not exists " + table
                            + " (id bigint primary key, ssn varchar(20), salary bigint)");
        }
    }

    /** Puts a row into the table for every person that is asked for; the person is her id. */
    static LongFunction<Long> rowsOf(String table) {
        return id -> {
            try (Connection connection = DriverManager.getConnection(URL);
                    PreparedStatement insert =
                            connection.prepareStatement("merge into " + table + " values (?, 's', 1)")) {
                insert.setLong(1, id);
                insert.executeUpdate();
                return id;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    static SessionFactory hibernate() {
        Configuration configuration = new Configuration();
        List.of(ByField.class, ByProperty.class, Enhanced.class).forEach(configuration::addAnnotatedClass);
        configuration.setProperty("hibernate.connection.url", URL);
        return configuration.buildSessionFactory();
    }

    static EntityManagerFactory eclipseLink() {
        return Persistence.createEntityManagerFactory("eclipselink", Map.of("jakarta.persistence.jdbc.url", URL));
    }

    /** Does something within a transaction, which is rolled back: the next one finds the table as it was. */
    static void rolledBack(EntityManagerFactory factory, Operation.Act<EntityManager> act) throws Exception {
        try (EntityManager manager = factory.createEntityManager()) {
            manager.getTransaction().begin();
            try {
                act.on(manager);
                manager.flush();
            } finally {
                manager.getTransaction().rollback();
            }
        }
    }
}
