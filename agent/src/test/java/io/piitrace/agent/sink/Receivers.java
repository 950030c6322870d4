package io.piitrace.agent.sink;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Receivers of syslog by octet counting, by TCP or TLS, and what TLS needs. */
final class Receivers implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    private Receivers(ServerSocket server) {
        this.server = server;
        Thread thread = new Thread(this::accept, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    /** A receiver on a port, 0 for any. */
    static Receivers tcp(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new java.net.InetSocketAddress("localhost", port));
        return new Receivers(server);
    }

    static Receivers tls(SSLContext context) throws IOException {
        return new Receivers(context.getServerSocketFactory().createServerSocket(0));
    }

    /** A context with a fresh key for localhost, whose certificate is written to {@code ca.pem}. */
    static SSLContext tlsContext(Path dir) throws Exception {
        Path store = dir.resolve("server.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        run(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString());
        run(
                keytool,
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString(),
                "-file",
                dir.resolve("ca.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(File.createTempFile("keytool", ".txt"))
                .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("failed: " + List.of(command));
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Breaks all connections, as a receiver that is restarted. */
    void disconnect() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                Thread thread = new Thread(() -> receive(connection), "receiver-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void receive(Socket connection) {
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(connection.getInputStream()))) {
            for (String message; (message = next(in)) != null; ) {
                messages.add(message);
            }
        } catch (IOException broken) {
            return;
        }
    }

    /** {@code LENGTH SP MESSAGE}; null at the end. */
    private static @Nullable String next(DataInputStream in) throws IOException {
        int length = 0;
        int digits = 0;
        for (int c = in.read(); c != ' '; c = in.read(), digits++) {
            if (c < 0 && digits == 0) {
                return null;
            }
            if (c < '0' || c > '9' || digits > 6) {
                throw new IOException("no octet count: " + c);
            }
            length = length * 10 + c - '0';
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return new String(message, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        disconnect();
    }
}
