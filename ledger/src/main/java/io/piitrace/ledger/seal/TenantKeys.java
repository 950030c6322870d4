package io.piitrace.ledger.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of all tenants: a directory for each tenant, a file for each key it had. Whoever deletes a tenant's directory makes everything unreadable that was written about
 * it; nothing else depends on it. A key is used for so long and then followed by the next; the old one stays for reading.
 *
 * <p><b>Layout.</b> docs/format.md, section 14.
 *
 * <p><b>Threading.</b> Any thread.
 */
public final class TenantKeys {
    /** Without a directory: reads nothing that is encrypted. */
    public static final TenantKeys NONE = new TenantKeys(List.of(), null, 0);

    private static final String NOBODY = "%none";
    private static final int MAX_NAME = 200;
    private static final long LOOK_AGAIN_MS = 1000;

    private final List<Path> directories;
    private final @Nullable Path wrapping;
    private final long rotateMs;
    private final Map<String, Newest> current = new HashMap<>();
    private final Map<String, TenantKey> known = new ConcurrentHashMap<>();
    private volatile long lookedMs;
    private volatile String problem = "";

    /** A tenant's newest key and the file that holds it. */
    private record Newest(TenantKey key, Path file, long createdMs) {}

    private TenantKeys(List<Path> directories, @Nullable Path wrapping, long rotateMs) {
        this.directories = directories;
        this.wrapping = wrapping;
        this.rotateMs = rotateMs;
    }

    /**
     * The keys in this directory, which is made when the first one is.
     *
     * @param wrapping file with the key that encrypts the keys; null if they stand there as they are
     * @param rotateMs a key older than this is followed by a new one; 0 for never
     */
    public static TenantKeys in(Path directory, @Nullable Path wrapping, long rotateMs) {
        return new TenantKeys(List.of(directory), wrapping, rotateMs);
    }

    /** The keys in all of these directories, for reading. */
    public static TenantKeys in(List<Path> directories, @Nullable Path wrapping) {
        return new TenantKeys(List.copyOf(directories), wrapping, 0);
    }

    /** Fails if the file that is to wrap the keys cannot be read. */
    public TenantKeys check() throws IOException {
        wrappingKey();
        return this;
    }

    /** The key under which records about this tenant are written now; made if there is none, too. */
    public synchronized TenantKey current(@Nullable String tenant) throws IOException {
        String name = tenant == null ? NOBODY : name(tenant);
        Newest newest = current.get(name);
        if (newest == null || expired(newest) || Files.notExists(newest.file())) {
            newest = newest(name);
            current.put(name, newest);
            known.put(newest.key().idText(), newest.key());
        }
        return newest.key();
    }

    /** The key with this id; null if it is not here, or cannot be read: {@link #problem} says why. */
    public @Nullable TenantKey of(String id) {
        TenantKey key = known.get(id);
        long now = System.currentTimeMillis();
        if (key == null && !directories.isEmpty() && Math.abs(now - lookedMs) >= LOOK_AGAIN_MS) {
            directories.forEach(this::look);
            lookedMs = System.currentTimeMillis();
            key = known.get(id);
        }
        return key;
    }

    /** Why keys that are there could not be read; empty if they could. */
    public String problem() {
        return problem;
    }

    private boolean expired(Newest newest) {
        return rotateMs > 0 && System.currentTimeMillis() - newest.createdMs() >= rotateMs;
    }

    private void look(Path in) {
        if (!Files.isDirectory(in)) {
            return;
        }
        try (Stream<Path> below = Files.walk(in, 2)) {
            for (Path file : below.filter(TenantKeyFile::isOne).toList()) {
                try {
                    TenantKey key = TenantKeyFile.read(file, wrappingKey()).key();
                    known.put(key.idText(), key);
                } catch (IOException e) {
                    problem = String.valueOf(e.getMessage());
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            problem = String.valueOf(e.getMessage());
        }
    }

    private Newest newest(String name) throws IOException {
        if (directories.size() != 1) {
            throw new IOException("not one directory for the keys of tenants: found=" + directories.size());
        }
        Path directory = directories.get(0);
        Path of = directory.resolve(name);
        List<Path> files = TenantKeyFile.list(of);
        if (!files.isEmpty()) {
            Newest last = held(files.get(files.size() - 1));
            if (!expired(last)) {
                return last;
            }
        }
        if (wrapping == null && anyWrapped(directory)) {
            throw new IOException(
                    "keys of tenants are encrypted, and no key for that was given: directory=" + directory);
        }
        int next = files.isEmpty() ? 1 : TenantKeyFile.number(files.get(files.size() - 1)) + 1;
        return held(TenantKeyFile.create(of, next, TenantKey.random(), wrappingKey())); // or what another process made
    }

    private Newest held(Path file) throws IOException {
        TenantKeyFile.Held held = TenantKeyFile.read(file, wrappingKey());
        return new Newest(held.key(), file, held.createdMs());
    }

    /** Whether keys of other tenants are encrypted: then one that stands there as it is would be a hole. */
    private static boolean anyWrapped(Path in) throws IOException {
        if (!Files.isDirectory(in)) {
            return false;
        }
        try (Stream<Path> below = Files.walk(in, 2)) {
            Path one = below.filter(TenantKeyFile::isOne).findFirst().orElse(null);
            return one != null && TenantKeyFile.isWrapped(one);
        }
    }

    private byte @Nullable [] wrappingKey() throws IOException {
        Path file = wrapping;
        if (file == null) {
            return null;
        }
        byte[] key = SubjectKeyFile.read(file, "a key that encrypts keys");
        return java.util.Arrays.copyOf(new KeyedHash(key).of("piitrace wrapping key v1\0"), TenantKey.SECRET_BYTES);
    }

    /** The tenant as the name of a directory: other characters than letters, digits, {@code -}, {@code _} and {@code .} as {@code %} and two digits. */
    static String name(String tenant) {
        StringBuilder name = new StringBuilder();
        for (byte b : tenant.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || b == '-'
                    || b == '_'
                    || (b == '.' && name.length() > 0);
            if (plain) {
                name.append((char) b);
            } else {
                name.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        if (name.length() == 0) {
            return "%";
        }
        String whole = name.toString();
        return whole.length() <= MAX_NAME
                ? whole
                : whole.substring(0, MAX_NAME - 40) + "%-"
                        + HexFormat.of().formatHex(new KeyedHash(new byte[1]).of(tenant), 0, 16);
    }
}
