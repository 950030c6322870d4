package io.piitrace.ledger.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.Progress;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spool that was being made when its JVM died. */
class SpoolDraftTest {
    private static final long HOUR_MS = 3_600_000;

    @TempDir
    Path dir;

    private Path spools;

    @BeforeEach
    void makeDirectory() throws IOException {
        spools = Files.createDirectories(dir.resolve("spool"));
    }

    @Test
    void isDeletedWithTheNextRecoveryThatFindsItOld() throws Exception {
        makeOld(draft("1-1-a-1.new", "lock", "definitions"));
        makeOld(draft("1-1-a-2.new"));
        draft("1-1-a-3.new", "lock");

        assertThat(SpoolRecovery.recover(dir, Progress.NONE).complete()).isTrue();
        assertThat(spools.toFile().list()).containsExactly("1-1-a-3.new");
    }

    @Test
    void staysWhileThisJvmMakesIt() throws Exception {
        SpoolFiles files = SpoolFiles.create(spools.toFile(), "run");
        makeOld(files.directory());

        SpoolRecovery.recover(dir, Progress.NONE);
        files.publish();
        assertThat(spools.toFile().list()).containsExactly("run");
        files.delete();
    }

    @Test
    void staysWhileAnotherJvmMakesIt() throws Exception {
        File draft = draft("1-1-a-1.new", "lock");
        makeOld(draft);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                new File(draft, "lock").getPath());
        Process other = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('l');
            SpoolRecovery.recover(dir, Progress.NONE);
            assertThat(draft).exists();
        } finally {
            other.destroyForcibly();
            other.waitFor(20, TimeUnit.SECONDS);
        }

        SpoolRecovery.recover(dir, Progress.NONE);
        assertThat(draft).doesNotExist();
    }

    /** Holds a lock until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            try (RandomAccessFile file = new RandomAccessFile(arguments[0], "rw")) {
                file.getChannel().lock();
                System.out.write('l');
                System.out.flush();
                Thread.sleep(60_000);
            }
        }
    }

    private File draft(String name, String... files) throws IOException {
        Path draft = Files.createDirectories(spools.resolve(name));
        for (String file : files) {
            Files.write(draft.resolve(file), new byte[10]);
        }
        return draft.toFile();
    }

    private static void makeOld(File draft) {
        assertThat(draft.setLastModified(System.currentTimeMillis() - HOUR_MS)).isTrue();
    }
}
