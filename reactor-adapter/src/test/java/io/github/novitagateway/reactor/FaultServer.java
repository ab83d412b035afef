package io.github.novitagateway.reactor;

import io.github.novitagateway.reactor.Fault.End;
import io.github.novitagateway.reactor.Fault.Reads;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fails one kind of request in one way, answers all others well, and counts what it has read whole. */
final class FaultServer implements AutoCloseable {

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
    private static final Pattern ROUTE = Pattern.compile("^\\w+ [^ ?]+");
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-server");
        thread.setDaemon(true);
        return thread;
    });

    private final FaultTarget target;
    private final Fault fault;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Socket port = new Socket();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();

    FaultServer(FaultTarget target, Fault fault) throws IOException {
        this.target = target;
        this.fault = fault;
        refuseIfDue();
        THREADS.execute(this::accept);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many requests that should fail were read to their end. */
    int read() {
        return read.get();
    }

    /** How many other requests were answered well. */
    int answered() {
        return answered.get();
    }

    int accepted() {
        return accepted.get();
    }

    /** How many connections of such requests were left without a further word. */
    int held() {
        return held.get();
    }

    /** Nobody listens, but the port is kept, so that nobody else gets it meanwhile. */
    private void refuseIfDue() throws IOException {
        if (fault.reads() == Reads.NO_CONNECTION && accepted.get() == target.before()) {
            listener.close();
            port.setReuseAddress(true);
            port.bind(listener.getLocalSocketAddress());
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                boolean exempt = accepted.incrementAndGet() <= target.before();
                refuseIfDue();
                THREADS.execute(() -> serve(socket, exempt));
            } catch (IOException closed) {
                // the test is over, or connections are refused from now on
            }
        }
    }

    private void serve(Socket socket, boolean exempt) {
        try (socket) {
            if (fault.reads() == Reads.NOTHING && !exempt) {
                reset(socket);
                return;
            }
            InputStream in = new BufferedInputStream(socket.getInputStream());
            if (fault.reads() == Reads.FIRST_BYTE && !exempt && isOfTarget(in)) {
                reset(socket);
                return;
            }
            String head = head(in);
            if (!exempt && route(head).equals(target.route)) {
                fail(socket, in, length(head));
            } else {
                in.readNBytes(length(head));
                answerWell(socket, in, route(head));
            }
        } catch (IOException gone) {
            // the client went away, or the test is over
        }
    }

    /** The first byte tells the method, which is enough to leave the requests of others alone. */
    private boolean isOfTarget(InputStream in) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == target.route.charAt(0);
    }

    private void fail(Socket socket, InputStream in, int length) throws IOException {
        if (fault.reads() == Reads.ALL) {
            in.readNBytes(length);
            read.incrementAndGet();
        } else {
            in.readNBytes(length / 2);
        }
        socket.getOutputStream().write(fault.answer().apply(target.goodBody(base())));
        end(socket, in, fault.end());
    }

    private void answerWell(Socket socket, InputStream in, String route) throws IOException {
        answered.incrementAndGet();
        boolean moved = target == FaultTarget.USER && route.equals(FaultTarget.BALANCE.route);
        byte[] body = moved ? new byte[0] : FaultTarget.at(route).goodBody(base());
        boolean keepsAlive = fault.end() == End.RESET_WHEN_USED_AGAIN;
        socket.getOutputStream().write(keepsAlive ? Fault.keptAlive(body) : Fault.http(moved ? 404 : 200, body));
        end(socket, in, keepsAlive ? fault.end() : End.CLOSE);
    }

    private void end(Socket socket, InputStream in, End end) throws IOException {
        switch (end) {
            case CLOSE -> socket.shutdownOutput();
            case RESET -> reset(socket);
            case HOLD -> {
                held.incrementAndGet();
                in.transferTo(OutputStream.nullOutputStream());
            }
            case RESET_WHEN_USED_AGAIN -> {
                if (in.read() >= 0) {
                    reset(socket);
                }
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ended early");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String route(String head) {
        Matcher route = ROUTE.matcher(head);
        return route.find() ? route.group() : "";
    }

    private static int length(String head) {
        Matcher length = CONTENT_LENGTH.matcher(head);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0); // closing now resets
        socket.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        port.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
