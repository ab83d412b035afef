package io.github.novitagateway.reactor;

import io.github.novitagateway.config.NovitaConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A port whose owner accepts nobody, and at which so many wait that no further connection comes about. */
final class FullBacklog implements SendPhase {

    private static final int AT_MOST = 20;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> waiting = new ArrayList<>();

    FullBacklog() throws IOException {
        boolean roomLeft = true;
        while (roomLeft && waiting.size() < AT_MOST) {
            roomLeft = connects();
        }
    }

    private boolean connects() throws IOException {
        Socket next = new Socket();
        waiting.add(next);
        try {
            next.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 100);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    @Override
    public URI base() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Nothing is ever accepted. */
    @Override
    public int read() {
        return 0;
    }

    /** The time to connect in is the connection's own, and passes by itself. */
    @Override
    public boolean stuck(int limits) {
        return false;
    }

    @Override
    public NovitaConfig configure(NovitaConfig config) {
        return config.toBuilder().connectTimeout(Duration.ofMillis(100)).build();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        listener.close();
    }
}
