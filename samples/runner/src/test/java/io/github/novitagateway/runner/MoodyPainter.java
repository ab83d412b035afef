package io.github.novitagateway.runner;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service that only draws: refuses a prompt that says "forbidden", loses its answer to one that says "lost", and
 * fails at the first drawing of one that says "spoiled".
 */
final class MoodyPainter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};

    private final Runnable onOrder;
    private final List<String> orders = new CopyOnWriteArrayList<>();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.post("/v3/async/txt2img", this::order)
                    .get("/v3/async/task-result", this::result)
                    .get(
                            "/pictures/a.png",
                            (request, response) ->
                                    response.header("Content-Type", "image/png").sendByteArray(Mono.just(PNG))))
            .bindNow(PATIENCE);

    /**
     * Starts to serve.
     *
     * @param onOrder called when an order has arrived, before it is answered
     */
    MoodyPainter(Runnable onOrder) {
        this.onOrder = onOrder;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The prompts of all requests for a drawing. */
    List<String> orders() {
        return orders;
    }

    @Override
    public void close() {
        server.disposeNow(PATIENCE);
    }

    private Publisher<Void> order(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString(StandardCharsets.UTF_8).flatMap(body -> {
            String prompt = JSON.readTree(body).path("request").path("prompt").asString();
            orders.add(prompt);
            onOrder.run();
            if (prompt.contains("lost")) {
                return Mono.fromRunnable(() -> response.withConnection(connection -> connection.dispose()));
            }
            return Mono.from(
                    prompt.contains("forbidden")
                            ? json(response.status(400), "{\"code\":400,\"reason\":\"ILLEGAL_PROMPT\"}")
                            : json(response, "{\"task_id\":\"d-" + orders.size() + "\"}"));
        });
    }

    private Publisher<Void> result(HttpServerRequest request, HttpServerResponse response) {
        String id = request.uri().substring(request.uri().indexOf('=') + 1);
        int number = Integer.parseInt(id.substring("d-".length()));
        String prompt = orders.get(number - 1);
        if (prompt.contains("spoiled") && orders.indexOf(prompt) == number - 1) {
            return json(response, "{\"task\":{\"task_id\":\"%s\",\"status\":\"TASK_STATUS_FAILED\"}}".formatted(id));
        }
        return json(response, """
                {"task":{"task_id":"%s","status":"TASK_STATUS_SUCCEED"},
                 "images":[{"image_url":"%s/pictures/a.png","image_type":"png"}]}
                """.formatted(id, baseUrl()));
    }

    private static Publisher<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json").sendString(Mono.just(body));
    }
}
