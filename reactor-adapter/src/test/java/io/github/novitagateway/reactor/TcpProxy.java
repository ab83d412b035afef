package io.github.novitagateway.reactor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A line to a server that can go wrong. What goes wrong is settled when a connection is made, and bytes are counted for
 * each connection: a client that keeps connections alive is cut once.
 */
final class TcpProxy implements AutoCloseable {

    /** What one direction of a connection does to its bytes. */
    record Way(Duration delay, int bytesPerSecond, long limit, boolean resets) {

        static Way clear() {
            return closedAfter(Long.MAX_VALUE);
        }

        /** The first byte takes so long. */
        static Way delayed(Duration delay) {
            return new Way(delay, Integer.MAX_VALUE, Long.MAX_VALUE, false);
        }

        static Way trickling(int bytesPerSecond) {
            return new Way(Duration.ZERO, bytesPerSecond, Long.MAX_VALUE, false);
        }

        /** After so many bytes both ends are reset; after 0 when the first byte comes, which is lost. */
        static Way resetAfter(long bytes) {
            return new Way(Duration.ZERO, Integer.MAX_VALUE, bytes, true);
        }

        /** After so many bytes both ends are closed in good order. */
        static Way closedAfter(long bytes) {
            return new Way(Duration.ZERO, Integer.MAX_VALUE, bytes, false);
        }

        /** Small steps where bytes trickle, twenty a second. */
        private int step() {
            return Math.max(1, Math.min(16 * 1024, bytesPerSecond / 20));
        }

        private long nanosFor(int bytes) {
            return bytesPerSecond == Integer.MAX_VALUE ? 0 : bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        }
    }

    /** Both directions: up with the request, down with the answer. */
    record Line(Way up, Way down) {

        static final Line CLEAR = new Line(Way.clear(), Way.clear());

        static Line up(Way way) {
            return new Line(way, Way.clear());
        }

        static Line down(Way way) {
            return new Line(Way.clear(), way);
        }
    }

    private final Supplier<URI> target;
    private final int port;
    private final Queue<Line> next = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Supplier<Line> usual = () -> Line.CLEAR;
    private volatile OutputStream tap = OutputStream.nullOutputStream();
    private ServerSocket listener;
    private Thread acceptor;

    /** In front of the server at the address, whatever its path; asked for with each connection. */
    TcpProxy(Supplier<URI> target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = listener.getLocalPort();
        acceptor = daemon(() -> accept(listener));
    }

    URI uri() {
        return URI.create("http://localhost:" + port + "/");
    }

    /** The next connections get these lines, one each; those after them the usual one. */
    void next(Line... lines) {
        next.addAll(List.of(lines));
    }

    /** Each connection from now on gets the line that is told for it. */
    void usually(Supplier<Line> line) {
        usual = line;
    }

    /** Copies what goes up to the stream, of connections made from now on. */
    void tap(OutputStream copy) {
        tap = copy;
    }

    /** Resets what is open. */
    void hangUp() {
        open.forEach(socket -> end(socket, true));
    }

    /** New connections are refused; what is open goes on. */
    void refuse() throws IOException, InterruptedException {
        listener.close();
        acceptor.join(); // a thread that still accepts keeps the door open
    }

    /** Listens again, on the same port. */
    void listen() throws IOException {
        listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        acceptor = daemon(() -> accept(listener));
    }

    private void accept(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException refused) {
                // the door was closed, or the server behind it is gone
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Line line = Objects.requireNonNullElseGet(next.poll(), usual);
        try {
            Socket server = new Socket(target.get().getHost(), target.get().getPort());
            open.addAll(List.of(client, server));
            OutputStream copy = tap;
            daemon(() -> pump(client, server, line.up(), copy));
            daemon(() -> pump(server, client, line.down(), OutputStream.nullOutputStream()));
        } catch (IOException unreachable) {
            end(client, true);
            throw unreachable;
        }
    }

    private void pump(Socket from, Socket to, Way way, OutputStream copy) {
        boolean reset = way.resets();
        try {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[way.step()];
            long left = way.limit();
            long pause = way.delay().toNanos();
            for (int read = in.read(buffer); read >= 0; read = left == 0 ? -1 : in.read(buffer)) {
                closed.await(pause, TimeUnit.NANOSECONDS);
                int passed = (int) Math.min(read, left);
                to.getOutputStream().write(buffer, 0, passed);
                copy.write(buffer, 0, passed);
                left -= passed;
                pause = way.nanosFor(passed);
            }
        } catch (IOException | InterruptedException broken) {
            reset = true; // a line that breaks at one end is broken at the other
        }
        end(from, reset);
        end(to, reset);
    }

    private void end(Socket socket, boolean reset) {
        open.remove(socket);
        try (socket) {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException gone) {
            // it was closed before
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        hangUp();
    }
}
