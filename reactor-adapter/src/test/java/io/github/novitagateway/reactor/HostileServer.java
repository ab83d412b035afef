package io.github.novitagateway.reactor;

import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A server that answers with whatever bytes it likes, for as long as it is listened to, and counts them. */
final class HostileServer implements AutoCloseable {

    interface Answer {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Answer answer;
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final Queue<String> requestLines = new ConcurrentLinkedQueue<>();
    private final AtomicLong written = new AtomicLong();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    HostileServer(Answer answer) throws IOException {
        this.answer = answer;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The head, and after it the same piece again and again. */
    static Answer endless(String head, String piece) {
        return out -> {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            byte[] bytes = piece.repeat(Math.max(1, 8192 / piece.length())).getBytes(StandardCharsets.ISO_8859_1);
            while (true) {
                out.write(bytes);
            }
        };
    }

    URI uri() {
        return URI.create("http://localhost:" + listener.getLocalPort() + "/");
    }

    /** How many bytes it got rid of, those in the buffers of the sockets among them. */
    long written() {
        return written.get();
    }

    /** The first lines of the requests, byte for byte. */
    Queue<String> requestLines() {
        return requestLines;
    }

    /** Whether a client went away while it was answered. */
    boolean isHungUpOn() throws InterruptedException {
        return hungUp.await(10, TimeUnit.SECONDS);
    }

    /** Waits between two bytes, unless the server is closed. */
    void pause(long millis) throws InterruptedException, IOException {
        if (closed.await(millis, TimeUnit.MILLISECONDS)) {
            throw new IOException("closed");
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException closedNow) {
            closed.countDown();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            while (line != null) {
                requestLines.add(line);
                while (line != null && !line.isEmpty()) {
                    line = in.readLine();
                }
                answer.writeTo(new Counting(socket.getOutputStream()));
                line = in.readLine();
            }
        } catch (IOException goneAway) {
            hungUp.countDown();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "hostile-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private final class Counting extends FilterOutputStream {

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            out.write(bytes);
            written.addAndGet(bytes.length);
        }
    }
}
