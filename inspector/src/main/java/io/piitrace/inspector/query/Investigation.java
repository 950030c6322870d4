package io.piitrace.inspector.query;

import io.piitrace.ledger.LedgerFiles;
import io.piitrace.ledger.LedgerTenants;
import io.piitrace.ledger.LedgerVerdict;
import io.piitrace.ledger.LedgerVerifier;
import io.piitrace.ledger.Progress;
import io.piitrace.ledger.VerificationReport;
import io.piitrace.ledger.VerifyOptions;
import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Ledgers under investigation: questions to them, and beside the questions, on a thread of its own, their verification.
 *
 * <p><b>Threading.</b> One thread.
 */
public final class Investigation implements AutoCloseable {
    private final List<Path> roots;
    private final List<Path> files;
    private final TenantKeys keys;
    private Scope scope;
    private final CompletableFuture<VerificationReport> verification;
    private final Damage damage = new Damage();
    private @Nullable Engine engine;

    private Investigation(List<Path> roots, List<Path> files, Scope scope, VerifyOptions options, Progress progress) {
        this.roots = roots;
        this.files = files;
        this.scope = scope;
        keys = options.tenantKeys();
        verification = CompletableFuture.supplyAsync(() -> LedgerVerifier.verify(files, options, progress), task -> {
            Thread thread = new Thread(task, "verify");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Fails with an {@link InputException} where there is nothing to read. */
    public static Investigation open(List<Path> roots, Scope scope, Progress progress) {
        return open(roots, scope, VerifyOptions.BYTES, progress);
    }

    /** The same; says how far the verification goes. */
    public static Investigation open(List<Path> roots, Scope scope, VerifyOptions options, Progress progress) {
        return new Investigation(roots, ledgers(roots), scope, options, progress);
    }

    private static List<Path> ledgers(List<Path> roots) {
        for (Path root : roots) {
            if (!Files.exists(root)) {
                throw new InputException("no such file or directory: " + root);
            }
            if (!Files.isReadable(root)) {
                throw new InputException("no permission to read: " + root);
            }
        }
        try {
            List<Path> files = LedgerFiles.find(roots);
            if (files.isEmpty()) {
                throw new InputException("no ledger (*" + LedgerFiles.SUFFIX + ") in or below: " + joined(roots));
            }
            return files;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new InputException("cannot be listed: " + joined(roots) + ": " + Engine.firstLine(e), e);
        }
    }

    private static String joined(List<Path> paths) {
        return String.join(", ", paths.stream().map(Path::toString).toList());
    }

    public List<Path> roots() {
        return roots;
    }

    public List<Path> files() {
        return files;
    }

    /** Where what cannot be read is reported, by whoever reads ledgers without a question. */
    public Damage damage() {
        return damage;
    }

    /** Under which tenants data is kept or read. */
    public Set<String> tenants() {
        Set<String> tenants = new TreeSet<>();
        for (Path file : files) {
            try {
                tenants.addAll(LedgerTenants.of(file, keys));
            } catch (IOException e) {
                damage.report(file, e);
            }
        }
        return tenants;
    }

    /** The keys of tenants that are at hand. */
    public TenantKeys keys() {
        return keys;
    }

    public Scope scope() {
        return scope;
    }

    /** Narrows all questions from here on to accesses to these people. */
    public void about(Set<String> pseudonyms) {
        scope = scope.about(pseudonyms);
        if (engine != null) {
            try {
                engine.look(files, scope);
            } catch (SQLException e) {
                throw new IllegalStateException(Engine.firstLine(e), e);
            }
        }
    }

    /** Reads the ledgers once for all questions to come, rather than for each. */
    public Investigation keep() {
        engine().keep();
        return this;
    }

    /** Puts these rows, and no others, into one of the tables that the user fills. */
    void fill(String table, List<List<String>> rows) {
        engine().fill(table, rows);
    }

    public Table ask(String question) {
        return ask(question, Map.of());
    }

    public Table ask(String question, Map<String, ?> parameters) {
        return engine().ask(question, parameters);
    }

    private Engine engine() {
        Engine open = engine;
        if (open == null) {
            open = Engine.open(files, scope, keys, damage);
            engine = open;
        }
        return open;
    }

    /** Waits for the verification. Fails with an {@link InputException} where nothing at all could be read. */
    public Completeness completeness() {
        VerificationReport report = verification();
        if (report.ledgers().stream().allMatch(verdict -> verdict.state() == LedgerVerdict.State.UNREADABLE)) {
            String why = report.ledgers().stream()
                    .flatMap(verdict -> verdict.flaws().stream())
                    .map(flaw -> flaw.file() + ": " + flaw.detail())
                    .findFirst()
                    .orElse(joined(files));
            throw new InputException("not a ledger: " + why);
        }
        return new Completeness(scope, report, damage.files(), DeadSpools.beside(roots), sealed(report));
    }

    /** Which records are encrypted under keys that are not at hand. */
    private Completeness.Sealed sealed(VerificationReport report) {
        long records = 0;
        for (LedgerVerdict verdict : report.ledgers()) {
            for (Map.Entry<String, Long> under : verdict.encrypted().entrySet()) {
                records += keys.of(under.getKey()) == null ? under.getValue() : 0;
            }
        }
        return new Completeness.Sealed(records, keys.problem());
    }

    public VerificationReport verification() {
        try {
            return verification.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("verification failed: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
