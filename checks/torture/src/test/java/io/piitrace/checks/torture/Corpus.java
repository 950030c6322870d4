package io.piitrace.checks.torture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The class files in a folder of jars: of each name the first, jars in the order of their names.
 *
 * <p>Whatever looks at them stands on the boot class path, where the agent does not look; ASM is the one thing that stands on both.
 */
final class Corpus extends ClassLoader implements AutoCloseable {
    private record Place(ZipFile jar, ZipEntry entry) {}

    private final List<ZipFile> jars = new ArrayList<>();
    private final Map<String, Place> files = new LinkedHashMap<>();

    Corpus(Path folder) throws IOException {
        super("corpus", ClassLoader.getPlatformClassLoader());
        try (Stream<Path> found = Files.list(folder)) {
            for (Path jar : found.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                add(new JarFile(jar.toFile(), false));
            }
        }
    }

    private void add(ZipFile jar) {
        jars.add(jar);
        for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            files.putIfAbsent(entry.getName(), new Place(jar, entry));
        }
    }

    int jars() {
        return jars.size();
    }

    /** Binary names, in an order that is the same each time. */
    List<String> names() {
        return files.keySet().stream()
                .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                .filter(name -> !name.endsWith("module-info.class") && !name.endsWith("package-info.class"))
                .map(name ->
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                .toList();
    }

    byte[] read(String binaryName) throws IOException {
        try (InputStream in = getResourceAsStream(binaryName.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new IOException("no " + binaryName);
            }
            return in.readAllBytes();
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        Place place = files.get(name);
        try {
            return place == null ? super.getResourceAsStream(name) : place.jar().getInputStream(place.entry());
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("org.objectweb.asm.")) {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
        return super.loadClass(name, resolve);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!files.containsKey(name.replace('.', '/') + ".class")) {
            throw new ClassNotFoundException(name);
        }
        try {
            byte[] bytes = read(name);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public void close() throws IOException {
        for (ZipFile jar : jars) {
            jar.close();
        }
    }
}
