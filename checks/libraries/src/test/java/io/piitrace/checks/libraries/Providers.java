package io.piitrace.checks.libraries;

import io.piitrace.checks.libraries.bean.Enhanced;
import io.piitrace.checks.libraries.bean.Woven;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.persistence.tools.weaving.jpa.StaticWeaveProcessor;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.bytebuddy.BytecodeProviderImpl;

/** Has entities woven by their persistence providers, as a build does. */
final class Providers {
    private Providers() {}

    /** The folder for the class path, to stand before the classes as they were. */
    static Path weave(Path folder) throws IOException {
        Path target = folder.resolve("classes");
        write(target, Enhanced.class, enhanced());
        eclipseLink(folder.resolve("plain"), target);
        return target;
    }

    private static byte[] enhanced() throws IOException {
        DefaultEnhancementContext context = new DefaultEnhancementContext() {
            @Override
            public boolean hasLazyLoadableAttributes(org.hibernate.bytecode.enhance.spi.UnloadedClass type) {
                return true;
            }

            @Override
            public boolean isLazyLoadable(UnloadedField field) {
                return true;
            }
        };
        return new BytecodeProviderImpl()
                .getEnhancer(context)
                .enhance(Enhanced.class.getName(), bytes(Enhanced.class.getName()));
    }

    private static void eclipseLink(Path source, Path target) throws IOException {
        write(source, Woven.class, bytes(Woven.class.getName()));
        Files.createDirectories(source.resolve("META-INF"));
        try (InputStream unit = Providers.class.getResourceAsStream("/META-INF/persistence.xml")) {
            Files.write(source.resolve("META-INF/persistence.xml"), unit.readAllBytes());
        }
        try {
            StaticWeaveProcessor processor = new StaticWeaveProcessor(source.toFile(), target.toFile());
            processor.setClassLoader(Providers.class.getClassLoader());
            processor.performWeaving();
            Files.deleteIfExists(target.resolve("META-INF/persistence.xml")); // one is enough
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void write(Path root, Class<?> type, byte[] bytes) throws IOException {
        Path file = root.resolve(type.getName().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Providers.class.getResourceAsStream('/' + name.replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }
}
