package io.piitrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.annotation.Pii;
import io.piitrace.ledger.NoticeType;
import io.piitrace.woven.LoadersProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API in several class loaders, beside a framework whose class has another shape than the one that is hooked. */
class LoadersIT {
    @TempDir
    private Path dir;

    @Test
    void everyCopyOfTheApiCountsAndAChangedFrameworkLosesItsOwnHookAlone() throws Exception {
        Path source = Files.createDirectories(dir.resolve("org/quartz/core")).resolve("JobRunShell.java");
        Files.writeString(source, "package org.quartz.core; public class JobRunShell { public static void work() {} }");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", source.toString()))
                .isZero();

        AgentJvm.Result result = new AgentJvm(dir)
                .agent("")
                .onClassPath(dir)
                .run(LoadersProgram.class, AgentJvm.placeOf(Pii.class), "org.quartz.core.JobRunShell");

        assertThat(result.exit()).as(result.err()).isZero();
        Accesses accesses = Accesses.in(dir);
        TreeSet<String> people = new TreeSet<>();
        accesses.accesses()
                .forEach(access -> people.add(String.valueOf(access.context().principal())));
        assertThat(people).containsExactly("p0", "p1", "p2");
        assertThat(accesses.notices(NoticeType.GAP))
                .singleElement()
                .satisfies(gap -> assertThat(gap.attributes())
                        .containsEntry("why", "no such method in this version")
                        .hasEntrySatisfying("what", what -> assertThat(what).contains("org.quartz.core.JobRunShell")));
    }
}
