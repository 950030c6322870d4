package io.piitrace.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * States on whose behalf, in which role and why the current thread reads personal data, where the agent cannot know it by
 * itself: batch jobs, message listeners, protocols of one's own.
 *
 * <pre>{@code
 * // a service: one unit of work
 * try (AccessContext.Scope scope = AccessContext.open()
 *         .principal("amy").roles("payroll-admin").party("client-user").tenant("acme")
 *         .purpose("legal").ticket("CASE-17").region("DE")
 *         .start()) {
 *     statements.print(employee);
 * }
 *
 * // a batch job
 * AccessContext.open().principal("nightly-payout").party("system").purpose("compensation-run").run(() -> payout.run(tenant));
 *
 * // messaging: the consumer's thread continues in the context of whoever handed the work over
 * queue.put(AccessContext.wrap(() -> mailer.send(statement)));
 * }</pre>
 *
 * <p>An inner scope refines the outer one: what it does not state stays as it is, except that another principal does not
 * inherit the roles, party and region of the first. Closing a scope brings back what was before. Without the agent all of this
 * does nothing.
 *
 * <p><b>Threading.</b> A scope belongs to the thread that started it and is closed there. A statement under construction
 * belongs to one thread. Codes are those of the vocabulary; unknown ones are recorded as they are.
 */
@SuppressWarnings("try") // a scope does its work by being there
public final class AccessContext {
    /** Names and values in turn: a form that an agent of another version understands as far as it knows the names. */
    private final List<Object> statement = new ArrayList<>(14);

    private AccessContext() {}

    /** Begins a statement; nothing changes before {@link #start()} or {@link #run(Runnable)}. */
    public static AccessContext open() {
        return new AccessContext();
    }

    /** The person or service that causes the reads, such as a user id. */
    public AccessContext principal(String principal) {
        return state("principal", principal);
    }

    /** The capacities in which the principal acts; replaces those of an outer scope. */
    public AccessContext roles(String... roles) {
        return state("roles", roles.clone());
    }

    /** A party code such as {@code client-user} or {@code provider-staff}. */
    public AccessContext party(String party) {
        return state("party", party);
    }

    /** The tenant under which the work runs. */
    public AccessContext tenant(String tenant) {
        return state("tenant", tenant);
    }

    /** A purpose code such as {@code support-request}. */
    public AccessContext purpose(String purpose) {
        return state("purpose", purpose);
    }

    /** Reference to the case that the reads serve. */
    public AccessContext ticket(String ticket) {
        return state("ticket", ticket);
    }

    /** Where the principal sits, such as {@code DE}. */
    public AccessContext region(String region) {
        return state("region", region);
    }

    /** The job or request that the reads belong to, such as {@code job:nightly-payout}. */
    public AccessContext entry(String entry) {
        return state("entry", entry);
    }

    private AccessContext state(String name, Object value) {
        statement.add(name);
        statement.add(Objects.requireNonNull(value, name));
        return this;
    }

    /** Puts the statement in force on this thread until the scope is closed. */
    public Scope start() {
        Object token = Attachment.enter(statement.toArray());
        return token == null ? Scope.NONE : new Scope(token);
    }

    /** Runs the task under this statement. */
    public void run(Runnable task) {
        try (Scope scope = start()) {
            task.run();
        }
    }

    /** Calls the task under this statement. */
    public <T> T call(Callable<T> task) throws Exception {
        try (Scope scope = start()) {
            return task.call();
        }
    }

    /**
     * The same task, which will run in the context of the thread that calls this method, whichever thread runs it. Executors of
     * the JDK need no wrapping: the agent hands the context on by itself.
     */
    public static Runnable wrap(Runnable task) {
        Objects.requireNonNull(task, "task");
        Object captured = Attachment.capture();
        return captured == null
                ? task
                : () -> {
                    try (Scope scope = resume(captured)) {
                        task.run();
                    }
                };
    }

    /** The same for a task with a result. */
    public static <T> Callable<T> wrap(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        Object captured = Attachment.capture();
        return captured == null
                ? task
                : () -> {
                    try (Scope scope = resume(captured)) {
                        return task.call();
                    }
                };
    }

    /**
     * Records that the calling code reads a personal datum which never becomes a field: a column of a result set, a value in a
     * tree of JSON, a line of a file. Call it where the value is taken:
     *
     * <pre>{@code
     * while (rows.next()) {                                        // select id, ssn from employee
     *     AccessContext.record("ssn", rows.getLong("id"), "Employee#ssn");
     *     export.write(rows.getString("ssn"));
     * }
     *
     * JsonNode person = json.readTree(answer);
     * AccessContext.record("email", person.get("id").asLong());
     * mailer.send(person.get("email").asText());
     * }</pre>
     *
     * <p>It takes about as long as a look at the stack, a microsecond or so, and nothing at all without the agent. The value
     * itself is not handed over.
     *
     * @param category a code of the vocabulary such as {@code ssn}
     * @param subject id of the person whom it is about: a number, a string or a UUID; null if that is not known
     * @param name the datum's name, as {@code Class#field}, or alone: then it counts as one of the calling class
     */
    public static void record(String category, Object subject, String name) {
        Attachment.record(Objects.requireNonNull(category, "category"), subject, Objects.requireNonNull(name, "name"));
    }

    /** The same for a datum without a name of its own: it is named after its category. */
    public static void record(String category, Object subject) {
        record(category, subject, category);
    }

    private static Scope resume(Object captured) {
        Object token = Attachment.resume(captured);
        return token == null ? Scope.NONE : new Scope(token);
    }

    /** A statement in force. Closing it a second time does nothing. */
    public static final class Scope implements AutoCloseable {
        static final Scope NONE = new Scope(null);

        private final Object token;

        Scope(Object token) {
            this.token = token;
        }

        @Override
        public void close() {
            Attachment.exit(token);
        }
    }
}
