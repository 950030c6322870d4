package io.piitrace.agent;

import io.piitrace.agent.RecordingOptions.Principals;
import io.piitrace.agent.catalog.Rules;
import io.piitrace.agent.drain.Encryption;
import io.piitrace.agent.route.Companion;
import io.piitrace.ledger.Origin;
import io.piitrace.ledger.seal.SubjectKey;
import io.piitrace.ledger.spool.DiskBudget;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns options into what each part of the agent asks for. */
final class Settings {
    private Settings() {}

    /** The directory of everything, made if it is not there. */
    static File directory(AgentOptions options) throws BadOptionException {
        File dir = new File(options.text(Option.DIR)).getAbsoluteFile();
        if (!isThere(dir)) {
            throw new BadOptionException("dir: cannot create " + dir);
        }
        if (!dir.canWrite()) {
            throw new BadOptionException("dir: cannot write to " + dir);
        }
        return dir;
    }

    /** Made if need be, by this JVM or by another one that starts at the same time. */
    static boolean isThere(File directory) {
        return directory.isDirectory() || directory.mkdirs() || directory.isDirectory();
    }

    static Rules rules(AgentOptions options) throws BadOptionException {
        Map<String, String> annotations = new LinkedHashMap<>(options.entries(Option.ANNOTATION));
        annotations.put("io.piitrace.agent.probe.Traced", "other"); // the canary's of the self-test
        try {
            return new Rules(
                    options.entries(Option.FIELD),
                    options.entries(Option.SUBJECT),
                    options.entries(Option.TENANT_OF),
                    annotations);
        } catch (IllegalArgumentException e) {
            throw new BadOptionException(String.valueOf(e.getMessage()));
        }
    }

    static SubjectKey subjectKey(AgentOptions options, File dir) throws BadOptionException {
        String named = options.text(Option.SUBJECT_KEY);
        File file = named.isEmpty() ? new File(new File(dir, "keys"), "subject.key") : new File(named);
        File parent = file.getAbsoluteFile().getParentFile();
        if (parent != null && !isThere(parent)) {
            throw new BadOptionException("subject.key: cannot create " + parent);
        }
        return SubjectKey.inOrCreate(file);
    }

    /** The library that sees reads by native code; null if there is to be none. */
    static @Nullable File companion(AgentOptions options, File dir) throws BadOptionException {
        String named = options.text(Option.NATIVE_COMPANION);
        if (named.equals("off")) {
            return null;
        }
        if (!named.equals("packed")) {
            File file = new File(named);
            if (!file.isFile()) {
                throw new BadOptionException("native.companion: no file " + file + "; it is off, packed or a file");
            }
            return file;
        }
        try {
            return Companion.unpack(dir);
        } catch (IOException e) {
            throw new BadOptionException("native.companion: " + e.getMessage());
        }
    }

    static RecordingOptions recording(AgentOptions options, File dir, Origin origin, SubjectKey key)
            throws BadOptionException {
        return new RecordingOptions(
                dir,
                origin,
                options.text(Option.TENANT),
                key,
                Principals.valueOf(options.text(Option.PRINCIPAL).toUpperCase(Locale.ROOT)),
                options.text(Option.ON_FULL).equals("block"),
                options.number(Option.ON_FULL_MAX_MS),
                options.list(Option.SINKS),
                options.entries(Option.SINK),
                Math.min(options.number(Option.RETENTION_DAYS), 100_000),
                encryption(options),
                diskMax(options),
                Math.min(options.number(Option.FORCE_MS), 3_600_000));
    }

    private static @Nullable Encryption encryption(AgentOptions options) throws BadOptionException {
        String wrapping = options.text(Option.ENCRYPT_KEY);
        if (!options.flag(Option.ENCRYPT)) {
            if (!wrapping.isEmpty()) {
                throw new BadOptionException("encrypt.key=" + wrapping + " does nothing without encrypt=true");
            }
            return null;
        }
        File file = wrapping.isEmpty() ? null : new File(wrapping);
        if (file != null && !file.canRead()) {
            throw new BadOptionException(
                    "encrypt.key: cannot read " + file
                            + "; it is never made by the agent: write at least 64 hexadecimal digits to it, readable by its owner alone");
        }
        return new Encryption(file, Math.min(options.number(Option.ENCRYPT_ROTATE_DAYS), 100_000) * 86_400_000);
    }

    private static long diskMax(AgentOptions options) throws BadOptionException {
        long max = Math.min(options.number(Option.DISK_MAX_MB), 1L << 40) << 20;
        if (max != 0 && max < DiskBudget.LEAST) {
            throw new BadOptionException(Option.DISK_MAX_MB.key() + '=' + (max >> 20)
                    + " is less than the spool needs: " + (DiskBudget.LEAST >> 20) + " is the least; 0 for no bound");
        }
        return max;
    }

    static Origin origin(AgentOptions options) {
        String service = options.text(Option.SERVICE);
        String instance = options.text(Option.INSTANCE);
        return new Origin(
                service.isEmpty() ? program() : service, instance.isEmpty() ? host() + '-' + pid() : instance);
    }

    static String program() {
        return application(System.getProperty("sun.java.command", ""));
    }

    /** Name of the main class or of the jar, without package or extension. */
    static String application(String command) {
        String main = command.strip();
        int blank = main.indexOf(' ');
        main = blank < 0 ? main : main.substring(0, blank);
        main = main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
        main = main.endsWith(".jar") ? main.substring(0, main.length() - 4) : main.substring(main.lastIndexOf('.') + 1);
        return main.isEmpty() ? "unknown" : main;
    }

    /** From Linux, where it says so: the JDK starts a whole machinery of processes to tell it. */
    private static String pid() {
        try {
            String self = new File("/proc/self").getCanonicalFile().getName();
            return String.valueOf(Long.parseLong(self));
        } catch (IOException | NumberFormatException elsewhere) {
            return String.valueOf(ProcessHandle.current().pid());
        }
    }

    /** No name service is asked: that may take seconds. */
    private static String host() {
        String named = System.getenv("HOSTNAME");
        if (named != null && !named.isBlank()) {
            return named.strip();
        }
        try (BufferedReader in =
                new BufferedReader(new FileReader("/proc/sys/kernel/hostname", StandardCharsets.UTF_8))) {
            String name = in.readLine();
            return name == null || name.isBlank() ? "localhost" : name.strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
