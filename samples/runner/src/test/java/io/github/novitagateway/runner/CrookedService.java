package io.github.novitagateway.runner;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service that takes pictures, loses its answers to training requests, and knows only trainings that failed. */
final class CrookedService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicInteger paid = new AtomicInteger();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.post("/v3/assets/training_dataset", this::slot)
                    .put(
                            "/storage",
                            (request, response) ->
                                    request.receive().then(response.status(200).send()))
                    .post("/v3/training/style", this::loseAnswer)
                    .get("/v3/training/style", (request, response) -> json(response, "{\"task_status\":\"FAILED\"}"))
                    .get("/v3/training", (request, response) -> json(response, "{\"tasks\":[]}")))
            .bindNow(PATIENCE);

    String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    int paidRequests() {
        return paid.get();
    }

    @Override
    public void close() {
        server.disposeNow(PATIENCE);
    }

    private Publisher<Void> slot(HttpServerRequest request, HttpServerResponse response) {
        String slot = """
                {"assets_id":"0123456789abcdef%d","upload_url":"%s/storage?X-Amz-Expires=120","method":"PUT"}\
                """.formatted(System.nanoTime(), baseUrl());
        return request.receive().then(Mono.from(json(response, slot)));
    }

    private Publisher<Void> loseAnswer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().then(Mono.fromRunnable(() -> {
            paid.incrementAndGet();
            response.withConnection(connection -> connection.dispose());
        }));
    }

    private static Publisher<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json").sendString(Mono.just(body));
    }
}
