package io.piitrace.demo.seed;

import io.piitrace.demo.SpmProperties.Tenant;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every personal value that the generated data holds, as text. */
public final class SeededValues {
    private static final long SEED = 42;
    private static final YearMonth OPEN = YearMonth.of(2026, 10);
    private static final int FIRST_PERSONAL = 6;
    private static final int STREET = 15;

    private final Set<String> values = new HashSet<>();
    private final Set<String> numbers = new HashSet<>();

    public SeededValues() {
        add(new TenantRows(SEED, new Tenant("acme", "Acme", 1200), 1, OPEN));
        add(new TenantRows(SEED, new Tenant("globex", "Globex", 800), 1201, OPEN));
    }

    /** Names, addresses, numbers of all sorts and amounts; only what is too long to stand somewhere by chance. */
    public List<String> longerThan(int length) {
        return values.stream().filter(value -> value.length() > length).toList();
    }

    /** The employees' numbers, which are their ids. */
    public Set<String> numbers() {
        return numbers;
    }

    private void add(TenantRows rows) {
        for (Object[] employee : rows.employees()) {
            numbers.add(String.valueOf(employee[1]));
            for (int column = FIRST_PERSONAL; column <= STREET; column++) {
                values.add(String.valueOf(employee[column]));
            }
        }
        rows.quotas().forEach(quota -> values.add(String.valueOf(quota[2])));
        rows.transactions().forEach(sale -> values.add(String.valueOf(sale[5])));
        rows.statements().forEach(statement -> {
            values.add(String.valueOf(statement[3]));
            values.add(String.valueOf(statement[4]));
        });
    }
}
