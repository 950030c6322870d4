package io.piitrace.agent;

import io.piitrace.agent.program.Load;
import io.piitrace.annotation.Pii;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** A JVM with the packaged agent that does nothing but read, and how many reads it has said to be done. */
final class LoadJvm implements AutoCloseable {
    private final Process process;
    private final Thread listener;
    private final Path err;
    private final AtomicLongArray said;

    private LoadJvm(Process process, Path err, int slots) {
        this.process = process;
        this.err = err;
        this.said = new AtomicLongArray(slots);
        this.listener = new Thread(this::listen, "listener");
        listener.start();
    }

    /** How it is started. */
    static final class Plan {
        private final Path dir;
        private final String options;
        private final List<String> before = new ArrayList<>();
        private final List<String> jvmOptions = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private int slots = 2;
        private int readsOfEach = 10;
        private int life = 1_000_000;
        private int restMs;

        Plan(Path dir, String options) {
            this.dir = dir;
            this.options = options;
        }

        /** A command that runs it. */
        Plan by(String... command) {
            before.addAll(List.of(command));
            return this;
        }

        Plan with(String... jvmOption) {
            jvmOptions.addAll(List.of(jvmOption));
            return this;
        }

        Plan environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** See {@link Load#main}. */
        Plan load(int ofSlots, int reads, int portions, int ms) {
            slots = ofSlots;
            readsOfEach = reads;
            life = portions;
            restMs = ms;
            return this;
        }

        LoadJvm start() throws Exception {
            List<String> command = new ArrayList<>(before);
            command.add(AgentJvm.JAVA);
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"));
            command.addAll(jvmOptions);
            command.add("-javaagent:" + AgentJvm.JAR + "=dir=" + dir + ",service=load,instance=one" + options);
            command.addAll(List.of(
                    "-cp",
                    AgentJvm.placeOf(Load.class) + File.pathSeparator + AgentJvm.placeOf(Pii.class),
                    Load.class.getName()));
            for (int number : new int[] {slots, readsOfEach, life, restMs}) {
                command.add(Integer.toString(number));
            }
            Path err = Files.createTempFile("load", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new LoadJvm(builder.start(), err, slots);
        }
    }

    private void listen() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line; (line = out.readLine()) != null; ) {
                String[] words = line.split(" ", 2);
                if (words.length == 2 && !words[1].isEmpty()) {
                    // a line that a kill cut short tells a smaller number, never a larger one
                    int slot = Integer.parseInt(words[0]);
                    said.set(slot, Math.max(said.get(slot), Long.parseLong(words[1])));
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    long pid() {
        return process.pid();
    }

    long reads() {
        long sum = 0;
        for (int slot = 0; slot < said.length(); slot++) {
            sum += said.get(slot);
        }
        return sum;
    }

    long reads(int slot) {
        return said.get(slot);
    }

    /** Waits until so many more reads are done. */
    void awaitReads(long more) throws Exception {
        long until = reads() + more;
        for (int i = 0; i < 12_000 && reads() < until && process.isAlive(); i++) {
            Thread.sleep(10);
        }
        if (reads() < until) {
            throw new IOException("did not read on: alive=" + process.isAlive() + " " + err());
        }
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // that of the process would close the pipe
        process.waitFor();
        listener.join();
    }

    /** SIGTERM. */
    int terminate() throws Exception {
        process.toHandle().destroy();
        return await();
    }

    /** Its standard input ends: it stops in an orderly way. The exit code. */
    int stop() throws Exception {
        process.getOutputStream().close();
        return await();
    }

    private int await() throws Exception {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new IOException("does not end");
        }
        listener.join();
        return process.exitValue();
    }

    @Override
    public void close() throws Exception {
        kill();
        Files.deleteIfExists(err);
    }
}
