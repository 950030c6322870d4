package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.agent.program.Payroll;
import io.piitrace.agent.program.Serving;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.context.SecurityContextHolder;

/** Hooks of frameworks where there is none, on the packaged agent, by what the JVM says that it has loaded and transformed. */
class AbsentIT {
    private static final Pattern LOADED = Pattern.compile("^(\\S+) source: .*");
    private static final Pattern REDEFINED = Pattern.compile("^redefined name=(\\S+), .*");
    /** What frameworks call, beside what the JDK and the API do. */
    private static final List<String> OF_FRAMEWORKS = List.of(
            "FrameworkHooks", "RequestHooks", "SecurityHooks", "WorkHooks", "ReactiveHooks", "Calls", "Identities");

    @TempDir
    private Path dir;

    private record Seen(Set<String> loaded, Set<String> redefined) {}

    @Test
    void whereAFrameworkIsAbsentNothingIsLoadedOrTransformedForIt() throws Exception {
        Seen absent = run("absent", Payroll.class, new AgentJvm(dir));

        assertThat(absent.loaded).contains("io.piitrace.agent.context.Hooks").noneMatch(AbsentIT::isOfFrameworks);
        assertThat(absent.redefined)
                .isNotEmpty()
                .allMatch(
                        name -> name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("io.piitrace."));
    }

    @Test
    void whatIsOnTheClassPathAndNotUsedIsNotLookedFor() throws Exception {
        Seen absent = run("absent", Payroll.class, new AgentJvm(dir));
        Seen present = run(
                "present",
                Payroll.class,
                new AgentJvm(dir)
                        .onClassPath(Path.of(AgentJvm.placeOf(HttpServlet.class)))
                        .onClassPath(Path.of(AgentJvm.placeOf(SecurityContextHolder.class))));

        assertThat(present.redefined).isEqualTo(absent.redefined);
        assertThat(present.loaded)
                .noneMatch(AbsentIT::isOfFrameworks)
                .noneMatch(name -> name.startsWith("jakarta.") || name.startsWith("org.springframework."));
    }

    @Test
    void whereItIsUsedTheHooksAreThere() throws Exception {
        Seen used =
                run("used", Serving.class, new AgentJvm(dir).onClassPath(Path.of(AgentJvm.placeOf(HttpServlet.class))));

        assertThat(used.loaded).filteredOn(AbsentIT::isOfFrameworks).hasSize(OF_FRAMEWORKS.size());
    }

    private Seen run(String name, Class<?> program, AgentJvm jvm) throws Exception {
        Path log = dir.resolve(name + ".log");
        AgentJvm.Result result = jvm.with("-Xlog:class+load=info,redefine+class+load=info:file=" + log + ":none")
                .agent("self.test=off,dir=" + dir.resolve(name))
                .run(program);
        assertThat(result.exit()).as(result.err()).isZero();
        Seen seen = new Seen(new TreeSet<>(), new TreeSet<>());
        for (String line : Files.readAllLines(log)) {
            Matcher loaded = LOADED.matcher(line);
            Matcher redefined = REDEFINED.matcher(line);
            if (loaded.matches()) {
                seen.loaded.add(loaded.group(1));
            } else if (redefined.matches()) {
                seen.redefined.add(redefined.group(1));
            }
        }
        assertThat(seen.loaded).hasSizeGreaterThan(500);
        return seen;
    }

    private static boolean isOfFrameworks(String name) {
        return OF_FRAMEWORKS.stream().anyMatch(simple -> name.equals("io.piitrace.agent.context." + simple));
    }
}
