package io.piitrace.checks.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages. An arrow that is not here is not allowed. */
class ArchitectureTest {
    private static final String AGENT = "io.piitrace.agent";
    private final JavaClasses all = Repository.classes();
    private final JavaClasses agent = Repository.classes("agent");

    @Test
    void enoughClassesAreLookedAt() {
        assertThat(all.size()).isGreaterThan(150);
        for (String module : Repository.MODULES) {
            assertThat(Repository.classes(module).size()).as(module).isGreaterThan(5);
        }
    }

    @Test
    void ledgerUsesTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.piitrace.ledger..")
                .should()
                .dependOnClassesThat(outside("java..", "javax.crypto..", "io.piitrace.ledger..", "org.jspecify.."))
                .check(all);
    }

    @Test
    void annotationsUseNothing() {
        noClasses()
                .that()
                .resideInAnyPackage("io.piitrace.annotation..", "io.piitrace.context..")
                .should()
                .dependOnClassesThat(
                        outside("java.lang..", "java.util..", "io.piitrace.annotation..", "io.piitrace.context.."))
                .check(all);
    }

    @Test
    void inspectorDoesNotKnowTheAgentNorTheApplication() {
        noClasses()
                .that()
                .resideInAPackage("io.piitrace.inspector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.piitrace.agent..",
                        "io.piitrace.demo..",
                        "io.piitrace.annotation..",
                        "io.piitrace.context..")
                .check(all);
    }

    @Test
    void applicationKnowsTheAnnotationsAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.piitrace.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.piitrace.agent..", "io.piitrace.ledger..", "io.piitrace.inspector..")
                .check(all);
    }

    @Test
    void agentKnowsTheAnnotationsByDescriptorAlone() {
        noClasses()
                .that()
                .resideInAPackage(AGENT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.piitrace.annotation..",
                        "io.piitrace.context..",
                        "io.piitrace.inspector..",
                        "io.piitrace.demo..")
                .check(all);
    }

    @Test
    void packagesOfTheAgentKeepTheirArrows() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("agent")
                .definedBy(AGENT)
                .layer("weave")
                .definedBy(AGENT + ".weave..")
                .layer("route")
                .definedBy(AGENT + ".route..")
                .layer("probe")
                .definedBy(AGENT + ".probe..")
                .layer("catalog")
                .definedBy(AGENT + ".catalog..")
                .layer("hook")
                .definedBy(AGENT + ".hook..")
                .layer("context")
                .definedBy(AGENT + ".context..")
                .layer("recorder")
                .definedBy(AGENT + ".recorder..")
                .layer("drain")
                .definedBy(AGENT + ".drain..")
                .layer("projection")
                .definedBy(AGENT + ".projection..")
                .layer("sink")
                .definedBy(AGENT + ".sink..")
                .layer("monitor")
                .definedBy(AGENT + ".monitor..")
                .whereLayer("agent")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("weave")
                .mayOnlyBeAccessedByLayers("agent")
                .whereLayer("route")
                .mayOnlyBeAccessedByLayers("agent")
                .whereLayer("probe")
                .mayOnlyBeAccessedByLayers("agent")
                .whereLayer("catalog")
                .mayOnlyBeAccessedByLayers("agent", "weave", "recorder", "projection")
                .whereLayer("hook")
                .mayOnlyBeAccessedByLayers("agent", "weave", "route", "context", "recorder")
                .whereLayer("projection")
                .mayOnlyBeAccessedByLayers("agent")
                .whereLayer("context")
                .mayOnlyBeAccessedByLayers("agent", "recorder", "projection")
                .whereLayer("recorder")
                .mayOnlyBeAccessedByLayers("agent", "drain", "projection")
                .whereLayer("drain")
                .mayOnlyBeAccessedByLayers("agent", "recorder")
                .whereLayer("sink")
                .mayOnlyBeAccessedByLayers("agent", "drain")
                .check(agent);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.piitrace.ledger.(*)..").should().beFreeOfCycles().check(all);
        slices().matching("io.piitrace.agent.(*)..").should().beFreeOfCycles().check(agent);
        slices().matching("io.piitrace.inspector.(*)..")
                .should()
                .beFreeOfCycles()
                .check(all);
    }

    @Test
    void hookUsesTheJdkAlone() {
        noClasses()
                .that()
                .resideInAPackage(AGENT + ".hook..")
                .should()
                .dependOnClassesThat(
                        outside("java..", "jdk.internal.vm.annotation..", AGENT + ".hook..", "org.jspecify.."))
                .check(agent);
    }

    @Test
    void recorderStaysClearOfWhatBlocksOrAllocates() {
        noClasses()
                .that()
                .resideInAPackage(AGENT + ".recorder..")
                .and()
                .doNotHaveSimpleName("Callers") // StackWalker hands its frames over in a stream
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.stream..",
                        "java.util.logging..",
                        "java.util.concurrent.locks.ReentrantLock",
                        "org.objectweb.asm..",
                        "net.bytebuddy..")
                .check(agent);
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(AGENT + ".recorder..")
                .and()
                .haveName("accept")
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .check(agent);
    }

    @Test
    void agentNeverTouchesLoggingManagementOrPathsThatAGuestMustNotInitialise() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        AGENT,
                        AGENT + ".catalog..",
                        AGENT + ".weave..",
                        AGENT + ".route..",
                        AGENT + ".hook..",
                        AGENT + ".context..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..",
                        "java.nio.file..",
                        "javax.management..",
                        "java.lang.management..",
                        "org.slf4j..")
                .check(agent);
    }

    @Test
    void onlyWeaveRouteAndContextRewriteClasses() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        AGENT + ".weave..",
                        AGENT + ".route..",
                        AGENT + ".context..",
                        AGENT + ".hook..",
                        AGENT + ".catalog..",
                        AGENT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.objectweb.asm..", "net.bytebuddy..")
                .check(agent);
    }

    @Test
    void onlyTheInspectorsCommandsKnowPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.piitrace.inspector..")
                .should()
                .dependOnClassesThat(resideInAPackage("picocli.."))
                .check(all);
    }

    private static DescribedPredicate<JavaClass> outside(String... packages) {
        return DescribedPredicate.not(resideInAnyPackage(packages)).as("outside of " + String.join(", ", packages));
    }
}
