package io.piitrace.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import io.piitrace.ledger.seal.TenantKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on ledgers whose records are encrypted. */
class EncryptedTest {
    @TempDir
    Path dir;

    private Path agent;
    private Path tenants;

    @BeforeEach
    void writeLedger() throws IOException {
        agent = dir.resolve("agent");
        tenants = agent.resolve("keys/tenants");
        Incident.in(agent, TenantKeys.in(tenants, null, 0));
    }

    @Test
    void recordsAreReadWithTheKeysBesideAndMissedWithoutThem() throws IOException {
        Outcome whole = Outcome.of("export", "--accesses-only", "--format", "jsonl", agent);
        assertThat(whole.status()).isZero();
        assertThat(whole.err()).doesNotContain("not read");
        Outcome who = Outcome.of("who", "--subject", 2, "--format", "jsonl", agent);
        assertThat(JsonValue.lines(who.out()))
                .extracting(read -> read.get("principal").text())
                .contains("carl@northpeak.example", "sam", "pam");

        Path moved = Files.move(tenants, dir.resolve("elsewhere"));
        Outcome blind = Outcome.of("export", "--accesses-only", "--format", "jsonl", agent);
        assertThat(blind.status()).isZero();
        assertThat(blind.out()).isEmpty();
        assertThat(blind.err())
                .contains(String.format(
                        "%,d access records not read: encrypted, and no key for them",
                        whole.lines().size()));

        Outcome given = Outcome.of("export", "--accesses-only", "--format", "jsonl", "--tenant-keys", moved, agent);
        assertThat(given.out()).isEqualTo(whole.out());
    }

    @Test
    void verifyNeedsNoKeysAndSaysWhatItDidNotRead() throws IOException {
        assertThat(Outcome.of("verify", "--records", agent).status()).isZero();
        delete(tenants);

        Outcome outcome = Outcome.of("verify", "--records", agent);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains(
                        "whole and unaltered", String.format("%,d accesses", Incident.ACCESSES), "not read: encrypted");
    }

    @Test
    void tenantWhoseKeyIsGoneIsLeftOutAndCounted() throws IOException {
        delete(tenants.resolve("globex"));

        Outcome outcome = Outcome.of("export", "--accesses-only", "--format", "jsonl", agent);

        List<JsonValue> left = JsonValue.lines(outcome.out());
        assertThat(left).isNotEmpty().noneMatch(record -> record.keys().containsValue("globex"));
        assertThat(outcome.err()).contains("not read: encrypted");
        assertThat(outcome.out()).doesNotContain("globex");
    }

    @Test
    void whatIsNoKeyIsSaidSo() {
        Outcome nowhere = Outcome.of("verify", "--tenant-keys", dir.resolve("nowhere"), agent);
        assertThat(nowhere.status()).isEqualTo(3);
        assertThat(nowhere.err()).contains("no directory with keys of tenants");
        Outcome key = Outcome.of("verify", "--encrypt-key", dir.resolve("nowhere"), agent);
        assertThat(key.status()).isEqualTo(3);
        assertThat(key.err()).contains("--encrypt-key cannot be used");
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
