package io.piitrace.ledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectKeyTest {
    @TempDir
    Path dir;

    /** RFC 4231, test case 2. */
    @Test
    void keyedHashIsHmacSha256() {
        assertThat(HexFormat.of()
                        .formatHex(new KeyedHash("Jefe".getBytes(StandardCharsets.US_ASCII))
                                .of("what do ya want for nothing?")))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void pseudonymIsTheBeginningOfAnHmacUnderTheKeyOfTheTenant() throws Exception {
        Path file = dir.resolve("subject.key");
        Files.writeString(file, "0f".repeat(32) + "\n");

        byte[] tenant = mac(HexFormat.of().parseHex("0f".repeat(32)), "piitrace subject v1\0acme");
        String expected = HexFormat.of().formatHex(mac(tenant, "4711"), 0, 16);

        assertThat(SubjectKey.in(file).pseudonym("acme", "4711")).isEqualTo(expected);
    }

    @Test
    void tenantsIdsAndKeysGiveDifferentPseudonyms() {
        Set<String> pseudonyms = new HashSet<>();
        for (String name : new String[] {"a.key", "b.key"}) {
            SubjectKey key = SubjectKey.inOrCreate(dir.resolve(name));
            for (String tenant : new String[] {"", "acme", "globex"}) {
                pseudonyms.add(key.pseudonym(tenant, "1"));
                pseudonyms.add(key.pseudonym(tenant, "2"));
            }
            pseudonyms.add(key.hash("session", "1"));
            assertThat(key.pseudonym(null, "1")).isEqualTo(key.pseudonym("", "1"));
        }
        assertThat(pseudonyms).hasSize(14).allMatch(pseudonym -> pseudonym.matches("[0-9a-f]{32}"));
    }

    @Test
    void newKeyCanBeReadByItsOwnerAloneAndIsKept() throws Exception {
        Path file = dir.resolve("keys").resolve("subject.key");
        String pseudonym = SubjectKey.inOrCreate(file).pseudonym("", "1");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SubjectKey.inOrCreate(file).pseudonym("", "1")).isEqualTo(pseudonym);
        assertThat(file.getParent().toFile().list()).containsExactly("subject.key");
    }

    @Test
    void threadsThatMakeTheKeyAtOnceUseTheSameOne() throws Exception {
        Path file = dir.resolve("subject.key");
        Set<String> pseudonyms = ConcurrentHashMap.newKeySet();
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            threads[i] =
                    new Thread(() -> pseudonyms.add(SubjectKey.inOrCreate(file).pseudonym("", "1")));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(pseudonyms).hasSize(1);
    }

    @Test
    void fileThatIsNoKeyIsRefused() throws Exception {
        Path file = dir.resolve("subject.key");
        Files.writeString(file, "secret");

        assertThatThrownBy(() -> SubjectKey.in(file).pseudonym("", "1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("not a subject key");
        assertThatThrownBy(() -> SubjectKey.in(dir.resolve("none")).load()).isInstanceOf(UncheckedIOException.class);
    }

    private static byte[] mac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
