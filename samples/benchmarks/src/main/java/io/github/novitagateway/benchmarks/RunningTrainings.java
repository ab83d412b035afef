package io.github.novitagateway.benchmarks;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service, a round trip away, whose trainings turn to deployment one after the other; it counts who asks. */
final class RunningTrainings implements AutoCloseable {

    private static final long SEED = 20261125;
    private static final String TRAINS = "\"task_status\":\"TRAINING\"";
    private static final String DEPLOYS = "\"task_status\":\"SUCCESS\",\"models\":["
            + "{\"model_name\":\"model_1700000601_A1B2C3D4E5.safetensors\",\"model_status\":\"DEPLOYING\"}]";

    private final int count;
    private final Duration way;
    private final long start = System.nanoTime();
    private final AtomicLongArray turns;
    private final LongAdder requests = new LongAdder();
    private final DisposableServer server;

    RunningTrainings(int count, Duration roundTrip) {
        this.count = count;
        this.way = roundTrip.dividedBy(2);
        this.turns = new AtomicLongArray(count);
        IntStream.range(0, count).forEach(training -> turns.set(training, Long.MAX_VALUE));
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    static String id(int training) {
        return "t" + training;
    }

    /** Each of them once, at a moment of its own from now on. */
    void turnWithin(Duration span) {
        Random chance = new Random(SEED);
        long now = elapsed();
        for (int training = 0; training < count; training++) {
            turns.set(training, now + (long) (chance.nextDouble() * span.toNanos()));
        }
    }

    /** How long ago it turned. */
    double millisSinceTurn(String id) {
        return (elapsed() - turns.get(number(id))) / 1e6;
    }

    long requests() {
        return requests.sum();
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    /** The service looks when the request has come to it. */
    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        requests.increment();
        QueryStringDecoder query = new QueryStringDecoder(request.uri());
        return response.header("Content-Type", "application/json")
                .sendString(Mono.delay(way).map(arrived -> body(query)).delayElement(way));
    }

    private String body(QueryStringDecoder query) {
        List<String> id = query.parameters().getOrDefault("task_id", List.of());
        return id.isEmpty() ? page(query) : "{" + task(number(id.get(0))) + ",\"model_type\":\"lora\"}";
    }

    private String page(QueryStringDecoder query) {
        int rows = Integer.parseInt(first(query, "pagination.limit", "10"));
        int from = Integer.parseInt(first(query, "pagination.cursor", "c_0").substring("c_".length()));
        int end = Math.min(count, from + rows);
        return IntStream.range(from, end)
                .mapToObj(training -> "{" + task(training)
                        + ",\"task_name\":\"training\",\"task_type\":\"style\",\"created_at\":1700003000}")
                .collect(Collectors.joining(
                        ",", "{\"tasks\":[", "],\"pagination\":{\"next_cursor\":\"c_" + end + "\"}}"));
    }

    private String task(int training) {
        String state = elapsed() < turns.get(training) ? TRAINS : DEPLOYS;
        return "\"task_id\":\"" + id(training) + "\"," + state;
    }

    private static String first(QueryStringDecoder query, String parameter, String absent) {
        return query.parameters().getOrDefault(parameter, List.of(absent)).get(0);
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1));
    }

    private long elapsed() {
        return System.nanoTime() - start;
    }
}
