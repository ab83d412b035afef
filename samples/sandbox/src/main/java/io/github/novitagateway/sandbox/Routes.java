package io.github.novitagateway.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Which request goes where, and what it must show on its way. */
final class Routes {
    private final Map<String, Function<Exchange, Mono<Reply>>> api = new HashMap<>();
    private final Gate gate;
    private final Storage storage;

    Routes(Gate gate, Storage storage) {
        this.gate = gate;
        this.storage = storage;
    }

    Routes get(String path, Function<Exchange, Reply> handler) {
        api.put("GET " + path, exchange -> Mono.just(handler.apply(exchange)));
        return this;
    }

    Routes post(String path, Function<JsonNode, Reply> handler) {
        return postFor(path, (exchange, body) -> handler.apply(body));
    }

    Routes postFor(String path, BiFunction<Exchange, JsonNode, Reply> handler) {
        api.put("POST " + path, exchange -> Json.body(exchange).map(body -> handler.apply(exchange, body)));
        return this;
    }

    /** The storage host knows neither keys nor agents; all else is the API host. */
    Mono<Reply> answer(Exchange exchange) {
        if (exchange.path().startsWith(Assets.STORAGE)) {
            return storage.put(exchange);
        }
        if (exchange.path().startsWith(Gallery.RESULTS)) {
            return storage.get(exchange);
        }
        gate.checkUserAgent(exchange);
        Function<Exchange, Mono<Reply>> handler = api.get(exchange.method() + " " + exchange.path());
        if (handler == null) {
            throw ApiErrors.routeNotFound();
        }
        gate.checkKey(exchange);
        return handler.apply(exchange);
    }
}
