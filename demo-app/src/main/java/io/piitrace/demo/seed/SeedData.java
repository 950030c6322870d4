package io.piitrace.demo.seed;

import io.piitrace.demo.SpmProperties;
import io.piitrace.demo.SpmProperties.Tenant;
import jakarta.persistence.EntityManagerFactory;
import java.time.YearMonth;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Fills an empty database before the first request is taken. The same seed gives the same rows. */
@Component
class SeedData implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(SeedData.class);

    private final JdbcTemplate jdbc;
    private final SpmProperties properties;

    /** The entity manager factory is asked for because it creates the tables. */
    SeedData(JdbcTemplate jdbc, SpmProperties properties, EntityManagerFactory tables) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Long there = jdbc.queryForObject("select count(*) from employee", Long.class);
        if (there != null && there > 0) {
            LOG.info("{} employees found, nothing generated", there);
            return;
        }
        YearMonth open = YearMonth.parse(properties.period());
        long firstId = 1;
        for (Tenant tenant : properties.tenants()) {
            TenantRows rows = new TenantRows(properties.seed(), tenant, firstId, open);
            insert("compensation_plan(tenant, name, bonus_rate)", rows.plan());
            insert(
                    "employee(id, number, tenant, team, title, manager, first_name, last_name, email, phone, birth_date,"
                            + " ssn, tax_id, salary, bank_account, street, zip, city)",
                    rows.employees());
            insert("quota(employee_number, tenant, target)", rows.quotas());
            insert("sales_transaction(id, tenant, employee_number, period, amount, commission)", rows.transactions());
            insert("commission_statement(id, employee_id, period, commission, bonus)", rows.statements());
            insert("support_ticket(number, tenant, title)", rows.tickets());
            firstId += tenant.employees();
        }
        LOG.info("{} employees generated from seed {}", firstId - 1, properties.seed());
    }

    private void insert(String into, List<Object[]> rows) {
        int columns = into.split(",", -1).length;
        jdbc.batchUpdate("insert into " + into + " values (" + "?, ".repeat(columns - 1) + "?)", rows);
    }
}
