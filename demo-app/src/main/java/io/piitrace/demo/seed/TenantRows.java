package io.piitrace.demo.seed;

import io.piitrace.demo.SpmProperties.Tenant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The rows of one client. Teams have twenty people, the first of which is the manager. */
final class TenantRows {
    private static final int TEAM_SIZE = 20;
    private static final int SALES = 3;
    private static final int FIRST_NUMBER = 10_001;

    private final Tenant tenant;
    private final long firstId;
    private final YearMonth open;
    private final Random random;
    private final List<Object[]> employees = new ArrayList<>();
    private final List<Object[]> quotas = new ArrayList<>();
    private final List<Object[]> transactions = new ArrayList<>();
    private final List<Object[]> statements = new ArrayList<>();

    TenantRows(long seed, Tenant tenant, long firstId, YearMonth open) {
        this.tenant = tenant;
        this.firstId = firstId;
        this.open = open;
        this.random = new Random(seed * 31 + firstId);
        for (int i = 0; i < tenant.employees(); i++) {
            boolean manager = i % TEAM_SIZE == 0;
            employee(i, manager);
            if (!manager) {
                pay(i);
            }
        }
    }

    List<Object[]> plan() {
        return List.<Object[]>of(new Object[] {tenant.code(), tenant.name() + " sales plan", new BigDecimal("0.15")});
    }

    List<Object[]> employees() {
        return employees;
    }

    List<Object[]> quotas() {
        return quotas;
    }

    List<Object[]> transactions() {
        return transactions;
    }

    List<Object[]> statements() {
        return statements;
    }

    List<Object[]> tickets() {
        String initial = tenant.code().substring(0, 1).toUpperCase(Locale.ROOT);
        return List.of(
                new Object[] {"CASE-" + initial + "17", tenant.code(), "Commission of last month looks wrong"},
                new Object[] {"CASE-" + initial + "18", tenant.code(), "Cannot open the team report"});
    }

    private void employee(int i, boolean manager) {
        long id = firstId + i;
        String first = Names.first(random);
        String last = Names.last(random);
        employees.add(new Object[] {
            id,
            number(i),
            tenant.code(),
            String.format("T%02d", i / TEAM_SIZE + 1),
            manager ? "Sales manager" : "Sales representative",
            manager,
            first,
            last,
            (first + '.' + last + id + '@' + tenant.code() + ".example").toLowerCase(Locale.ROOT),
            String.format("+1 555 %07d", 1_000_000 + id * 7 % 8_999_999),
            LocalDate.of(1960 + random.nextInt(42), 1 + random.nextInt(12), 1 + random.nextInt(28)),
            String.format("9%02d-%02d-%04d", random.nextInt(100), 10 + random.nextInt(80), 1_000 + id),
            String.format("TX%02d%07d", random.nextInt(100), 3_000_000 + id * 11),
            BigDecimal.valueOf(4_000_000L + random.nextInt(8_000_000), 2),
            String.format("DE%02d5001051754%08d", 10 + random.nextInt(90), 20_000_000 + id * 13),
            Names.street(random) + ' ' + (100 + id),
            String.format("%05d", 10_000 + random.nextInt(89_000)),
            Names.city(random)
        });
    }

    private void pay(int i) {
        String number = number(i);
        long target = 2_000_000L + random.nextInt(3_000_000);
        quotas.add(new Object[] {number, tenant.code(), BigDecimal.valueOf(target, 2)});
        for (int sale = 0; sale < SALES; sale++) {
            long amount = 500_000L + random.nextInt(1_500_000);
            transactions.add(new Object[] {
                (firstId + i) * 10 + sale,
                tenant.code(),
                number,
                open.toString(),
                BigDecimal.valueOf(amount, 2),
                BigDecimal.valueOf(amount * 7 / 100, 2)
            });
        }
        String paid = open.minusMonths(1).toString();
        statements.add(new Object[] {
            number + '-' + paid,
            firstId + i,
            paid,
            BigDecimal.valueOf(50_000L + random.nextInt(300_000), 2),
            BigDecimal.valueOf(random.nextInt(200_000), 2)
        });
    }

    /** {@code A-10001} for Acme's first employee. */
    private String number(int i) {
        return tenant.code().substring(0, 1).toUpperCase(Locale.ROOT) + '-' + (FIRST_NUMBER + i);
    }
}
