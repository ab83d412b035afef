package io.github.novitagateway.reactor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads each request to the end of its body, then resets the connection. */
final class ResettingServer implements AutoCloseable {

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();

    ResettingServer() throws IOException {
        Thread serving = new Thread(this::serve, "resetting-server");
        serving.setDaemon(true);
        serving.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                readWhole(socket.getInputStream());
                requests.incrementAndGet();
                socket.setSoLinger(true, 0); // closing now resets
            } catch (IOException gone) {
                // the client went away, or the test is over
            }
        }
    }

    private static void readWhole(InputStream request) throws IOException {
        StringBuilder seen = new StringBuilder();
        byte[] buffer = new byte[8192];
        while (!isWhole(seen)) {
            int read = request.read(buffer);
            if (read < 0) {
                return;
            }
            seen.append(new String(buffer, 0, read, ISO_8859_1));
        }
    }

    private static boolean isWhole(StringBuilder seen) {
        int head = seen.indexOf("\r\n\r\n");
        Matcher length = CONTENT_LENGTH.matcher(seen);
        return head > 0 && length.find() && seen.length() == head + 4 + Integer.parseInt(length.group(1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
