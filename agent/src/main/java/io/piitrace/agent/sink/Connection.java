package io.piitrace.agent.sink;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a receiver, by TCP or TLS. Neither proxies, name services, default contexts nor authenticators of the application are asked.
 *
 * <p><b>Threading.</b> One thread; {@link #close} also from another one, which ends what blocks.
 */
final class Connection implements AutoCloseable {
    private static final int CONNECT_MS = 10_000;
    private static final int READ_MS = 30_000;
    private static final int SEND_BYTES = 64 << 10;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /**
     * Connects.
     *
     * @param ca file with the certificates to be trusted, null for those that the JVM trusts
     */
    static Connection open(String host, int port, boolean tls, @Nullable File ca) throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.setSendBufferSize(SEND_BYTES); // what was sent and did not arrive stays little
            socket.setKeepAlive(true);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MS);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
            return new Connection(tls ? secure(socket, host, port, ca) : socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** Whether the receiver has closed it, as far as that has come to be known. */
    boolean isEnded() {
        try {
            socket.setSoTimeout(1);
            return in.read() < 0;
        } catch (SocketTimeoutException nothingToRead) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static Socket secure(Socket plain, String host, int port, @Nullable File ca) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(ca == null ? null : trusted(ca));
            context.init(null, trust.getTrustManagers(), null);
            SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name in the certificate has to be the host's
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static KeyStore trusted(File ca) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = new FileInputStream(ca)) {
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + ++number, each);
            }
        }
        return store;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
