package io.piitrace.agent.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.piitrace.ledger.DiskRoom;
import io.piitrace.ledger.LedgerRecord;
import io.piitrace.ledger.Notice;
import io.piitrace.ledger.NoticeType;
import io.piitrace.ledger.Origin;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyslogSinkTest {
    private static final Pattern RFC_5424 = Pattern.compile(
            "<(\\d{1,3})>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z "
                    + "[!-~]{1,255} [!-~]{1,48} - [!-~]{1,32} \\[piitrace@32473 seq=\"(\\d+)\" record=\"([a-z]+)\"] (\\{.*})");

    @TempDir
    Path dir;

    @Test
    void messagesAreThoseOfTheStandardAndHoldTheRecord() throws Exception {
        try (Receivers receiver = Receivers.tcp(0);
                Sink sink = sink(Map.of("syslog.port", "" + receiver.port()))) {
            sink.write(records(1, 3));
            await(() -> receiver.messages.size() == 3);

            for (String message : receiver.messages) {
                var parts = RFC_5424.matcher(message);
                assertThat(parts.matches()).as(message).isTrue();
                assertThat(parts.group(1)).isEqualTo("108"); // log audit, warning: a loss
                assertThat(parts.group(4)).contains("\"record\":\"loss\"", "\"what\":\"é \\\"]\\\\\"");
            }
        }
    }

    @Test
    void afterABrokenConnectionNothingIsMissing() throws Exception {
        try (Receivers receiver = Receivers.tcp(0);
                Sink sink = sink(Map.of("syslog.port", "" + receiver.port()))) {
            sink.write(records(1, 10));
            await(() -> receiver.messages.size() >= 10);
            receiver.disconnect();
            for (int portion = 0; portion < 5; portion++) {
                retry(sink, records(11 + portion * 10L, 10));
            }
            await(() -> seqs(receiver.messages).size() == 60);
        }
    }

    @Test
    void overTlsTheReceiverHasToProveWhoItIs() throws Exception {
        try (Receivers receiver = Receivers.tls(Receivers.tlsContext(dir))) {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("syslog.protocol", "tls");
            options.put("syslog.port", "" + receiver.port());
            try (Sink trusting = sink(options)) {
                assertThatThrownBy(() -> trusting.write(records(1, 1))).isInstanceOf(IOException.class);
            }
            assertThat(receiver.messages).isEmpty();

            options.put("syslog.ca", dir.resolve("ca.pem").toString());
            try (Sink sink = sink(options)) {
                sink.write(records(1, 5));
                await(() -> receiver.messages.size() == 5);
            }
            options.put("syslog.host", "127.0.0.1"); // not the name in the certificate
            try (Sink sink = sink(options)) {
                assertThatThrownBy(() -> sink.write(records(6, 1))).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void overUdpEachRecordIsADatagram() throws Exception {
        try (DatagramSocket receiver = new DatagramSocket(0);
                Sink sink = sink(Map.of("syslog.protocol", "udp", "syslog.port", "" + receiver.getLocalPort()))) {
            receiver.setSoTimeout(10_000);
            sink.write(records(1, 1));
            DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
            receiver.receive(packet);

            String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            assertThat(RFC_5424.matcher(message).matches()).as(message).isTrue();
        }
    }

    @Test
    void aReceiverThatTakesNothingIsLeftWhenSomebodySaysSo() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0);
                Sink sink = sink(Map.of("syslog.port", "" + deaf.getLocalPort()))) {
            Thread closer = new Thread(() -> {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                    return;
                }
                sink.abort();
            });
            closer.start();

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            sink.write(records(1, 1000));
                        }
                    })
                    .isInstanceOf(IOException.class);
            closer.join();
        }
    }

    @Test
    void rsyslogUnderstandsThem() throws Exception {
        Path daemon = Path.of("/usr/sbin/rsyslogd");
        assumeThat(Files.isExecutable(daemon))
                .as("skipped: no rsyslogd; install Debian's package rsyslog")
                .isTrue();
        int port = freePort();
        Path out = dir.resolve("received");
        Path conf = Files.writeString(dir.resolve("rsyslog.conf"), """
                global(workDirectory="%1$s" maxMessageSize="64k")
                module(load="imtcp")
                input(type="imtcp" port="%2$d" address="127.0.0.1")
                template(name="t" type="string" string="%%syslogfacility-text%%|%%hostname%%|%%app-name%%|%%msgid%%|%%structured-data%%|%%msg%%\\n")
                action(type="omfile" file="%3$s" template="t")
                """.formatted(dir, port, out));
        Process rsyslog = new ProcessBuilder(
                        daemon.toString(),
                        "-n",
                        "-f",
                        conf.toString(),
                        "-i",
                        dir.resolve("pid").toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("rsyslog.txt").toFile())
                .start();
        try (Sink sink = sink(Map.of("syslog.host", "127.0.0.1", "syslog.port", "" + port))) {
            retry(sink, records(1, 100));
            await(() -> Files.exists(out) && Files.readAllLines(out).size() >= 100);

            List<String> lines = Files.readAllLines(out);
            assertThat(lines).hasSize(100);
            assertThat(lines.get(41))
                    .startsWith("audit|one_host|payroll|loss|[piitrace@32473 seq=\"42\" record=\"loss\"]|")
                    .endsWith(JsonLines.line(records(42, 1).get(0)));
        } finally {
            rsyslog.destroy();
            rsyslog.waitFor(10, TimeUnit.SECONDS);
            rsyslog.destroyForcibly();
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> sink(Map.of("syslog.protocol", "pigeon")))
                .hasMessage("sink.syslog.protocol=pigeon is not one of tcp, tls, udp");
        assertThatThrownBy(() -> sink(Map.of("syslog.port", "70000")))
                .hasMessage("sink.syslog.port=70000 is not a number from 1 to 65535");
    }

    private Sink sink(Map<String, String> options) {
        return new SyslogSink(new SinkSettings(options, dir.toFile(), "x", List::of, DiskRoom.UNBOUNDED, 1 << 20));
    }

    static List<LedgerRecord> records(long firstSeq, int number) {
        List<LedgerRecord> records = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("count", "3");
            attributes.put("what", "é \"]\\");
            records.add(new Notice(firstSeq + i, 0, new Origin("payroll", "one host"), NoticeType.LOSS, attributes));
        }
        return records;
    }

    private static java.util.Set<String> seqs(List<String> messages) {
        java.util.Set<String> seqs = new java.util.TreeSet<>();
        for (String message : messages) {
            var parts = RFC_5424.matcher(message);
            assertThat(parts.matches()).isTrue();
            seqs.add(parts.group(2));
        }
        return seqs;
    }

    /** As the follower does. */
    private static void retry(Sink sink, List<LedgerRecord> records) throws Exception {
        for (int attempt = 0; ; attempt++) {
            try {
                sink.write(records);
                return;
            } catch (IOException e) {
                if (attempt == 100) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 600 && !condition.call(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.call()).isTrue();
    }
}
