package io.piitrace.checks.semantics.program;

import static io.piitrace.checks.semantics.program.Step.step;

import com.google.gson.Gson;
import java.io.InputStream;
import org.hibernate.SessionFactory;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;

/** The same entities, with their class files rewritten by Hibernate's enhancer. */
public final class EnhancedProgram {
    private EnhancedProgram() {}

    /** Started in the enhancing loader, so that every class of this package is that loader's. */
    public static final class Enhanced implements Runnable {
        @Override
        public void run() {
            try {
                body();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        ClassLoader loader = new EnhancingLoader(EnhancedProgram.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        ((Runnable) loader.loadClass(Enhanced.class.getName()).getConstructor().newInstance()).run();
    }

    private static void body() throws Exception {
        try (SessionFactory factory = HibernateProgram.factory(FieldPerson.class, PropertyPerson.class)) {
            step(
                    "field: persist and flush",
                    () -> HibernateProgram.inTransaction(factory, em -> em.persist(new FieldPerson(1, "s1"))));
            step(
                    "field: change and flush",
                    () -> HibernateProgram.inTransaction(
                            factory, em -> em.find(FieldPerson.class, 1L).setSsn("s2")));
            step(
                    "field: read",
                    () -> HibernateProgram.inTransaction(factory, em -> {
                        FieldPerson person = em.find(FieldPerson.class, 1L);
                        person.getSsn();
                        person.getSsn();
                        String unused = person.toString();
                        new Gson().toJson(person, new StringBuilder());
                    }));
            step(
                    "field: read by reflection",
                    () -> HibernateProgram.inTransaction(factory, em -> {
                        FieldPerson person = em.find(FieldPerson.class, 1L);
                        FieldPerson.class.getMethod("getSsn").invoke(person);
                    }));
            step(
                    "property: persist and flush",
                    () -> HibernateProgram.inTransaction(
                            factory, em -> em.persist(new PropertyPerson(1, "s1", "Ann"))));
            step(
                    "property: read",
                    () -> HibernateProgram.inTransaction(factory, em -> {
                        PropertyPerson person = em.find(PropertyPerson.class, 1L);
                        person.getSsn();
                        person.getName();
                    }));
        }
    }

    private static final class EnhancingLoader extends ClassLoader {
        private final String own = EnhancedProgram.class.getPackageName() + '.';
        private final Enhancer enhancer;

        EnhancingLoader(ClassLoader parent) {
            super(parent);
            enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
                    .getEnhancer(new DefaultEnhancementContext() {
                        @Override
                        public boolean doDirtyCheckingInline(UnloadedClass type) {
                            return true;
                        }

                        @Override
                        public boolean hasLazyLoadableAttributes(UnloadedClass type) {
                            return true;
                        }

                        @Override
                        public boolean isLazyLoadable(UnloadedField field) {
                            return true;
                        }
                    });
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(own)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                byte[] enhanced = name.endsWith("Person") ? enhancer.enhance(name, bytes) : null;
                byte[] used = enhanced == null ? bytes : enhanced;
                return defineClass(name, used, 0, used.length);
            } catch (Exception e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
