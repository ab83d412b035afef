package io.github.novitagateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Somebody who listens to webhooks: answers with the given statuses, then with 200. Status 0 is no answer. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final List<Instant> arrivals = new CopyOnWriteArrayList<>();
    private final Deque<Integer> statuses = new ArrayDeque<>();

    Receiver(Integer... statuses) {
        this.statuses.addAll(Arrays.asList(statuses));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/token?secret=1";
    }

    /** The next event, which must come soon. */
    JsonNode event() throws InterruptedException {
        JsonNode event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    /** When each event came. */
    List<Instant> arrivals() {
        return List.copyOf(arrivals);
    }

    boolean isIdle() {
        return events.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        arrivals.add(Instant.now());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(exchange.getRequestMethod()).isEqualTo("POST");
        assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(exchange.getRequestHeaders()).doesNotContainKey("Authorization");
        Integer next = statuses.poll();
        int status = next == null ? 200 : next;
        if (status > 0) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }
        events.add(Visitor.parse(body));
    }
}
