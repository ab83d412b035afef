package io.github.novitagateway.reactor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server that says nothing, or one thing, and reads on: so that a test sees what happens to a connection left alone.
 */
final class RawServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<String> head = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String answer;

    RawServer() throws IOException {
        this("");
    }

    RawServer(String answer) throws IOException {
        this.answer = answer;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + listener.getLocalPort() + "/");
    }

    /** The beginning of the first request, once it is here. */
    String head() throws Exception {
        return head.get(10, TimeUnit.SECONDS);
    }

    /** Whether the client has closed the connection. */
    boolean isHungUpOn() throws InterruptedException {
        return closed.await(10, TimeUnit.SECONDS);
    }

    private void serve() {
        try (Socket socket = listener.accept()) {
            connections.add(socket);
            byte[] bytes = new byte[1024];
            head.complete(new String(bytes, 0, socket.getInputStream().read(bytes), StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            while (socket.getInputStream().read(bytes) >= 0) {
                // what is sent does not matter
            }
        } catch (IOException reset) {
            // a reset is a way to close too
        }
        closed.countDown();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
