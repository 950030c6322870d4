package io.piitrace.checks.oracle;

import io.piitrace.annotation.Pii;
import io.piitrace.woven.oracle.OracleProgram;
import io.piitrace.woven.route.RouteProgram;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.objectweb.asm.ClassWriter;

/** A JVM that goes every route, with the packaged agent, and with an oracle or without. */
final class OracleJvm {
    private static final Path AGENT = Path.of(System.getProperty("piitrace.test.root", "../.."))
            .resolve("agent/target/piitrace-agent.jar")
            .toAbsolutePath()
            .normalize();
    private static final String JAVA = System.getProperty("piitrace.test.jvm");
    private static final String WATCHED =
            "io/piitrace/woven/route/Person:io/piitrace/woven/route/other/:io/piitrace/woven/oracle/";
    private static final String TRACED = "field.io.piitrace.woven.route.Person*#*=x,"
            + "field.io.piitrace.woven.route.Person*#static*=x,"
            + "field.io.piitrace.woven.oracle.*#a*=x,field.io.piitrace.woven.oracle.*#b*=x,"
            + "field.io.piitrace.woven.oracle.*#c*=x,field.io.piitrace.woven.oracle.*#d*=x";

    private final Path dir;
    private final List<String> arguments = new ArrayList<>();

    OracleJvm(Path dir) {
        this.dir = dir;
    }

    /** Where the ledger goes. */
    Path ledger() {
        return dir.resolve("ledger");
    }

    OracleJvm with(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    OracleJvm oracle(Path library, String out) {
        return with("-agentpath:" + library + '=' + WATCHED + ',' + out);
    }

    OracleJvm agent(String options) {
        return with("-javaagent:" + AGENT + '=' + TRACED + ",on.full.max.ms=30000,dir=" + ledger() + options);
    }

    /** What the program printed. */
    String run(Path moreClasses, List<String> programArguments) throws IOException, InterruptedException {
        Files.createDirectories(dir);
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(arguments);
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        command.add("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
        command.addAll(List.of("-cp", classPath() + File.pathSeparator + moreClasses, OracleProgram.class.getName()));
        command.addAll(programArguments);
        Path out = dir.resolve("out.txt");
        Path err = dir.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PIITRACE_") || name.contains("JAVA"));
        Process process = builder.start();
        if (!process.waitFor(4, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("still running after four minutes: " + command);
        }
        String said = Files.readString(out);
        if (process.exitValue() != 0 || !said.endsWith("done\n") || said.contains("failed ")) {
            throw new IOException(command + "\n" + said + Files.readString(err));
        }
        return said;
    }

    /** Of the program, and of the newer classes that are to be compiled for it. */
    static String classPath() throws IOException {
        List<String> entries = new ArrayList<>();
        for (Class<?> type : List.of(OracleProgram.class, RouteProgram.class, ClassWriter.class, Pii.class)) {
            try {
                entries.add(Path.of(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString());
            } catch (URISyntaxException e) {
                throw new IOException(e);
            }
        }
        return String.join(File.pathSeparator, entries);
    }
}
