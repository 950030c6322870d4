package io.piitrace.woven;

import io.piitrace.annotation.Pii;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Calls getters in every way that code does, a field for each, and prints where: {@code field place}. The place is that of the
 * line with the call, whatever stands in between.
 */
@SuppressWarnings("unused")
public final class SiteProgram {
    interface HasSsn {
        String getThroughInterface();

        String getThroughDefault();

        String getThroughProxy();

        String getThroughDecorator();

        default String masked() {
            return at("throughDefault", getThroughDefault());
        }
    }

    interface Holder<T> {
        T getThroughBridge();
    }

    static class Person implements HasSsn, Holder<String> {
        @Pii("ssn")
        String direct = "x";

        @Pii("ssn")
        long primitive = 1;

        @Pii("ssn")
        String throughInterface = "x";

        @Pii("ssn")
        String throughDefault = "x";

        @Pii("ssn")
        String throughProxy = "x";

        @Pii("ssn")
        String throughDecorator = "x";

        @Pii("ssn")
        String throughEnhancer = "x";

        @Pii("ssn")
        String throughBridge = "x";

        @Pii("ssn")
        String throughSubclass = "x";

        @Pii("ssn")
        String throughSuper = "x";

        @Pii("ssn")
        String inLambda = "x";

        @Pii("ssn")
        String inAnonymous = "x";

        @Pii("ssn")
        String byReference = "x";

        @Pii("ssn")
        String byStream = "x";

        @Pii("ssn")
        String byReflection = "x";

        @Pii("ssn")
        String byHandle = "x";

        @Pii("ssn")
        String nested = "x";

        @Pii("ssn")
        String twice = "x";

        @Pii("ssn")
        String inThread = "x";

        @Pii("ssn")
        String inPool = "x";

        @Pii("ssn")
        String afterFailure = "x";

        @Pii("ssn")
        String other = "x";

        @Pii("ssn")
        String within = "x";

        Person boss;

        String getDirect() {
            return direct;
        }

        long getPrimitive() {
            return primitive;
        }

        @Override
        public String getThroughInterface() {
            return throughInterface;
        }

        @Override
        public String getThroughDefault() {
            return throughDefault;
        }

        @Override
        public String getThroughProxy() {
            return throughProxy;
        }

        @Override
        public String getThroughDecorator() {
            return throughDecorator;
        }

        String getThroughEnhancer() {
            return throughEnhancer;
        }

        @Override
        public String getThroughBridge() {
            return throughBridge;
        }

        String getThroughSubclass() {
            return throughSubclass;
        }

        String getThroughSuper() {
            return throughSuper;
        }

        String getInLambda() {
            return inLambda;
        }

        String getInAnonymous() {
            return inAnonymous;
        }

        String getByReference() {
            return byReference;
        }

        String getByStream() {
            return byStream;
        }

        public String getByReflection() {
            return byReflection;
        }

        String getByHandle() {
            return byHandle;
        }

        String getNested() {
            return nested;
        }

        String getTwice() {
            return twice;
        }

        String getInThread() {
            return inThread;
        }

        String getInPool() {
            return inPool;
        }

        String getAfterFailure() {
            return afterFailure;
        }

        String getOther() {
            return other;
        }

        public String getWithin() {
            return within;
        }

        Person getBoss() {
            return boss;
        }
    }

    static class Employee extends Person {
        @Override
        String getThroughSuper() {
            return super.getThroughSuper();
        }

        @Override
        String getAfterFailure() {
            throw new IllegalStateException("no");
        }

        /** Is called like an accessor, and reads another field by reflection. */
        @Override
        String getOther() {
            try {
                return (String) at("within", Person.class.getMethod("getWithin").invoke(this));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** As a library would generate it. */
    static class Person$$Enhanced extends Person {
        private final Person target;

        Person$$Enhanced(Person target) {
            this.target = target;
        }

        @Override
        String getThroughEnhancer() {
            return invoke(target, "getThroughEnhancer");
        }
    }

    record Decorator(HasSsn person) implements HasSsn {
        @Override
        public String getThroughInterface() {
            return person.getThroughInterface();
        }

        @Override
        public String getThroughDefault() {
            return person.getThroughDefault();
        }

        @Override
        public String getThroughProxy() {
            return person.getThroughProxy();
        }

        @Override
        public String getThroughDecorator() {
            return person.getThroughDecorator();
        }
    }

    private SiteProgram() {}

    public static void main(String[] arguments) throws Throwable {
        // Whoever is loaded before the class of a getter is woven again when that class is known, as soon as class
        // loading
        // is quiet; a method that is running by then goes on as it was.
        new Person$$Enhanced(new Employee());
        Thread.sleep(500);
        Calls.run();
    }

    /** Loaded after the classes that it calls. */
    static final class Calls {
        static void run() throws Throwable {
            code(new Person(), new Employee());
            objects(new Person());
            jdk(new Person());
            failures(new Employee());
            inPool(new Person());
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> inThread(new Person()));
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private static void code(Person person, Employee employee) {
            at("direct", person.getDirect());
            at("primitive", person.getPrimitive());
            HasSsn hasSsn = person;
            at("throughInterface", hasSsn.getThroughInterface());
            hasSsn.masked();
            Holder<?> holder = person;
            at("throughBridge", holder.getThroughBridge());
            at("throughSubclass", employee.getThroughSubclass());
            at("throughSuper", employee.getThroughSuper());
            Runnable lambda = () -> at("inLambda", person.getInLambda());
            lambda.run();
            new Runnable() {
                @Override
                public void run() {
                    at("inAnonymous", person.getInAnonymous());
                }
            }.run();
            employee.boss = new Employee();
            employee.boss.boss = person;
            at("nested", employee.getBoss().getBoss().getNested());
            at("twice", person.getTwice());
            at("twice", employee.getTwice().concat(person.getTwice()));
        }

        private static void objects(Person person) {
            HasSsn proxy = (HasSsn) Proxy.newProxyInstance(
                    SiteProgram.class.getClassLoader(),
                    new Class<?>[] {HasSsn.class},
                    (self, method, arguments) -> method.invoke(person, arguments));
            at("throughProxy", proxy.getThroughProxy());
            HasSsn decorator = new Decorator(person);
            at("throughDecorator", decorator.getThroughDecorator());
            Person enhanced = new Person$$Enhanced(person);
            at("throughEnhancer", enhanced.getThroughEnhancer());
        }

        private static void jdk(Person person) throws Throwable {
            Supplier<String> reference = person::getByReference;
            at("byReference", reference.get());
            at("byStream", List.of(person).stream().map(Person::getByStream).toList());
            Method method = Person.class.getMethod("getByReflection");
            at("byReflection", method.invoke(person));
            MethodHandle handle = MethodHandles.lookup()
                    .findVirtual(Person.class, "getByHandle", MethodType.methodType(String.class));
            at("byHandle", (String) handle.invokeExact(person));
        }

        private static void failures(Employee employee) throws Throwable {
            try {
                employee.getAfterFailure();
            } catch (IllegalStateException expected) {
                // and the call is over, though it did not return
            }
            employee.getOther();
        }

        /** Nobody's code is between pool and getter: the place is the JDK's. */
        private static void inPool(Person person) throws Exception {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            Predicate<StackFrame> runs = in -> in.getClassName().equals(FutureTask.class.getName());
            print("inPool", pool.submit(() -> frame(runs)).get());
            pool.submit(person::getInPool).get();
            pool.shutdown();
        }

        private static void inThread(Person person) {
            at("inThread", person.getInThread());
        }
    }

    private static String invoke(Object target, String name) {
        try {
            Method method = Person.class.getDeclaredMethod(name);
            return (String) method.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prints where this is called, which is where the getter is called: on one line. */
    private static <T> T at(String field, T value) {
        print(field, frame(frame -> !frame.getMethodName().equals("at")));
        return value;
    }

    private static StackFrame frame(Predicate<StackFrame> wanted) {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).filter(wanted).findFirst().orElseThrow());
    }

    private static void print(String field, StackFrame at) {
        String method = at.getClassName() + '.' + at.getMethodName();
        System.out.println(field + ' ' + method + '(' + at.getFileName() + ':' + at.getLineNumber() + ')');
    }
}
