package io.piitrace.agent.sink;

import io.piitrace.ledger.LedgerRecord;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends records to a syslog receiver: RFC 5424, over UDP (RFC 5426), TCP with octet counting (RFC 6587) or TLS (RFC 5425).
 *
 * <p>The protocol has no acknowledgement. So that a record arrives at least once over TCP and TLS, as far as a sender can see to it, the last messages are kept and sent
 * again when a connection had to be made anew.
 */
final class SyslogSink implements Sink {
    private static final int KEPT_BYTES = 256 << 10;

    private final String protocol;
    private final String host;
    private final int port;
    private final @Nullable File ca;
    private final SyslogMessages messages;
    private final ArrayDeque<byte[]> kept = new ArrayDeque<>();
    private int keptBytes;
    private volatile @Nullable Connection connection;
    private @Nullable DatagramSocket datagrams;

    SyslogSink(SinkSettings settings) {
        protocol = settings.choice("syslog.protocol", "tcp", "tls", "udp");
        host = settings.text("syslog.host", "localhost");
        port = settings.number("syslog.port", defaultPort(protocol), 1, 65_535);
        ca = settings.file("syslog.ca");
        messages = new SyslogMessages(settings.number("syslog.facility", 13, 0, 23));
    }

    private static int defaultPort(String protocol) {
        return switch (protocol) {
            case "udp" -> 514;
            case "tls" -> 6514;
            default -> 601;
        };
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public void write(List<LedgerRecord> records) throws IOException {
        if (protocol.equals("udp")) {
            send(records);
            return;
        }
        try {
            Connection to = connected();
            OutputStream out = new BufferedOutputStream(to.out(), 1 << 15);
            for (LedgerRecord record : records) {
                byte[] frame = frame(messages.of(record));
                keep(frame);
                out.write(frame);
            }
            out.flush();
        } catch (IOException | RuntimeException e) {
            abort();
            throw e;
        }
    }

    private Connection connected() throws IOException {
        Connection present = connection;
        if (present != null && !present.isEnded()) {
            return present;
        }
        abort();
        Connection fresh = Connection.open(host, port, protocol.equals("tls"), ca);
        connection = fresh;
        OutputStream again = new BufferedOutputStream(fresh.out(), 1 << 15);
        for (byte[] frame : kept) {
            again.write(frame);
        }
        again.flush();
        return fresh;
    }

    private void keep(byte[] frame) {
        kept.add(frame);
        keptBytes += frame.length;
        while (keptBytes > KEPT_BYTES && kept.size() > 1) {
            keptBytes -= kept.remove().length;
        }
    }

    private static byte[] frame(byte[] message) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(message.length + 8);
        frame.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        frame.writeBytes(message);
        return frame.toByteArray();
    }

    private void send(List<LedgerRecord> records) throws IOException {
        DatagramSocket from = datagrams;
        if (from == null) {
            from = new DatagramSocket();
            datagrams = from;
        }
        InetAddress to = InetAddress.getByName(host);
        for (LedgerRecord record : records) {
            byte[] message = messages.of(record);
            from.send(new DatagramPacket(message, message.length, to, port));
        }
    }

    @Override
    public void abort() {
        Connection present = connection;
        connection = null;
        if (present != null) {
            try {
                present.close();
            } catch (IOException e) {
                return; // it is of no use any more
            }
        }
    }

    @Override
    public void close() {
        abort();
        if (datagrams != null) {
            datagrams.close();
        }
    }
}
