package io.piitrace.checks.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an oracle that knows nothing of the agent saw of every route to a personal field, and what the ledger says: the same,
 * but for the routes that are documented as open. The JVM is the one that runs this test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialIT {
    private static final int INTERPRETED = 20;
    private static final int COMPILED = 12_000;
    private static final Path TABLE = Path.of(System.getProperty("piitrace.test.root", "../.."), "docs", "routes.md");
    /** The JVM reads a number for native code ahead, and once more if a safepoint came in between. */
    private static final String READ_AHEAD = "C29";
    /** Routes that write the field in the same breath. */
    private static final Set<String> WRITERS = Set.of("A16", "C13", "C17", "E05", "E06", "E11", "E13", "E16");

    @TempDir
    static Path dir;

    private final List<Route> routes = new ArrayList<>();
    private Counts oracle;
    private Counts interpreted;
    private Counts compiled;
    /** By id of the route: objects that were looked at, and what the registers counted. Empty where there are none. */
    private final Map<String, long[]> registers = new LinkedHashMap<>();

    @BeforeAll
    void goEveryRoute() throws Exception {
        boolean compiles = Toolchain.compilesC();
        if (!compiles) {
            System.out.println("differential test of all routes skipped: needs Linux, cc and the JDK's C headers");
        }
        assumeTrue(compiles);
        routes.addAll(Route.all());
        Path library = Toolchain.library("oracle", dir);
        Path natives = Toolchain.library("routes", dir);
        Path patterns = Files.createDirectory(dir.resolve("patterns"));
        if (Runtime.version().feature() >= 21) {
            Toolchain.patterns(patterns, OracleJvm.classPath());
        }

        Path counted = dir.resolve("oracle.txt");
        OracleJvm slow = new OracleJvm(dir.resolve("interpreted"))
                .with("-Xint", "-Dwoven.native=" + natives)
                .oracle(library, counted.toString())
                .agent(",native.companion=packed");
        slow.run(patterns, List.of(Integer.toString(INTERPRETED)));
        oracle = Counts.ofOracle(counted);
        interpreted = Counts.ofLedger(slow.ledger());

        List<String> arguments = new ArrayList<>(List.of(Integer.toString(COMPILED)));
        routes.stream().filter(Route::applies).forEach(route -> arguments.add(route.way() + '=' + route.field()));
        OracleJvm fast = new OracleJvm(dir.resolve("compiled"))
                .with(
                        "-XX:+UseSerialGC",
                        "-Xms2g",
                        "-Xmn1600m",
                        "-Dwoven.native=" + natives) // collects nothing, moves nothing
                .oracle(library, "hardware")
                .agent(",native.companion=packed");
        for (String line : fast.run(patterns, arguments).lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("watched")) {
                registers.put(words[1], new long[] {Long.parseLong(words[2]), Long.parseLong(words[3])});
            }
        }
        compiled = Counts.ofLedger(fast.ledger());
    }

    @Test
    void noRouteHasVanishedFromTheList() {
        Map<Character, Long> sizes =
                routes.stream().collect(Collectors.groupingBy(Route::group, Collectors.counting()));

        assertThat(sizes).containsEntry('A', 24L).containsEntry('B', 10L).containsEntry('C', 39L);
        assertThat(sizes).containsEntry('D', 2L);
        assertThat(sizes.get('E')).isGreaterThanOrEqualTo(18L);
        assertThat(routes.stream().map(Route::id)).doesNotHaveDuplicates().isSorted();
        assertThat(routes.stream().map(Route::field)).doesNotHaveDuplicates();
    }

    @Test
    void theOracleSeesEveryRoute() {
        for (Route route : routes) {
            if (route.applies() && !route.id().equals("A17")) { // a copy, and no read
                long seen = oracle.reads().getOrDefault(route.field(), 0L)
                        + oracle.probes().getOrDefault(route.field(), 0L);
                assertThat(seen).as(route.toString()).isPositive().matches(count -> count % INTERPRETED == 0);
            }
        }
    }

    @Test
    void theLedgerHasWhatTheOracleSawInTheInterpreter() {
        Counts seen = oracle.without(open());

        assertThat(interpreted.reads()).isEqualTo(seen.reads());
        assertThat(interpreted.probes()).isEqualTo(seen.probes());
    }

    @Test
    void theLedgerHasAsMuchInProportionWhenCompiled() {
        Counts seen = oracle.without(open()).times(COMPILED / INTERPRETED);

        assertThat(compiled.reads()).isEqualTo(seen.reads());
        assertThat(compiled.probes()).isEqualTo(seen.probes());
    }

    @Test
    void theLedgerHasWhatTheProcessorSawInCompiledCode() {
        boolean allowed = registers.values().stream().anyMatch(seen -> seen[0] > 0);
        if (!allowed) {
            System.out.println("look at compiled code skipped: this machine gives out no debug registers");
        }
        assumeTrue(allowed);
        for (Route route : routes) {
            if (route.applies() && !route.isOpen()) {
                long[] seen = registers.get(route.way());
                long recorded = compiled.reads().getOrDefault(route.field(), 0L)
                        + compiled.probes().getOrDefault(route.field(), 0L);
                assertThat(seen[0]).as("objects of " + route).isPositive();
                if (WRITERS.contains(route.id())) { // the processor counts the write too, where it is a step of its own
                    assertThat(seen[1]).as(route.toString()).isBetween(recorded, 2 * recorded);
                } else if (route.id().equals(READ_AHEAD)) {
                    assertThat(seen[1]).as(route.toString()).isBetween(recorded, recorded + recorded / 100);
                } else {
                    assertThat(seen[1]).as(route.toString()).isEqualTo(recorded);
                }
            }
        }
    }

    @Test
    void theTableInTheDocumentsIsTrue() throws Exception {
        List<String> documented = Files.readAllLines(TABLE).stream()
                .filter(line -> line.matches("\\| [A-Z]\\d\\d \\|.*"))
                .toList();

        assertThat(documented.stream().map(line -> line.substring(2, 5)))
                .containsExactlyElementsOf(routes.stream().map(Route::id).toList());
        List<String> measured = routes.stream()
                .filter(Route::applies)
                .map(route -> route.row(interpreted.kinds().getOrDefault(route.field(), Set.of())))
                .toList();
        assertThat(documented).as("rows of " + TABLE).containsAll(measured);
    }

    private Set<String> open() {
        return routes.stream().filter(Route::isOpen).map(Route::field).collect(Collectors.toSet());
    }
}
