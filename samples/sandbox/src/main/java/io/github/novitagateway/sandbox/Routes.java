package io.github.novitagateway.sandbox;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Which request goes where, and what it must show on its way. */
final class Routes {
    private final Map<SandboxEndpoint, Function<Exchange, Mono<Reply>>> handlers = new EnumMap<>(SandboxEndpoint.class);
    private final Gate gate;

    Routes(Gate gate) {
        this.gate = gate;
    }

    Routes get(SandboxEndpoint endpoint, Function<Exchange, Reply> handler) {
        return api(endpoint, exchange -> Mono.just(handler.apply(exchange)));
    }

    Routes post(SandboxEndpoint endpoint, BiFunction<Exchange, JsonNode, Mono<Reply>> handler) {
        return api(endpoint, exchange -> Json.body(exchange).flatMap(body -> handler.apply(exchange, body)));
    }

    /** The storage host knows neither keys nor agents; all else is the API host. */
    Routes storage(SandboxEndpoint endpoint, Function<Exchange, Mono<Reply>> handler) {
        handlers.put(endpoint, handler);
        return this;
    }

    Mono<Reply> answer(Exchange exchange) {
        SandboxEndpoint endpoint = exchange.endpoint();
        Function<Exchange, Mono<Reply>> handler = endpoint == null ? null : handlers.get(endpoint);
        if (handler == null) {
            gate.checkUserAgent(exchange);
            throw ApiErrors.routeNotFound();
        }
        return handler.apply(exchange);
    }

    private Routes api(SandboxEndpoint endpoint, Function<Exchange, Mono<Reply>> handler) {
        handlers.put(endpoint, exchange -> {
            gate.checkUserAgent(exchange);
            gate.checkKey(exchange);
            return handler.apply(exchange);
        });
        return this;
    }
}
