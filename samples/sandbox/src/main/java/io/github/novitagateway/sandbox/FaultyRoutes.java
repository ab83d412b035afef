package io.github.novitagateway.sandbox;

import java.util.List;
import reactor.core.publisher.Mono;

/** The way to the routes and back, on which faults strike. */
final class FaultyRoutes {
    private final Routes routes;
    private final SandboxFaults faults;

    FaultyRoutes(Routes routes, SandboxFaults faults) {
        this.routes = routes;
        this.faults = faults;
    }

    Mono<Reply> answer(Exchange exchange) {
        SandboxEndpoint endpoint = exchange.endpoint();
        return answer(exchange, endpoint == null ? List.of() : faults.strike(endpoint));
    }

    private Mono<Reply> answer(Exchange exchange, List<FaultEffect> effects) {
        if (effects.isEmpty()) {
            return Mono.defer(() -> routes.answer(exchange)).onErrorResume(ApiErrors::answer);
        }
        List<FaultEffect> rest = effects.subList(1, effects.size());
        return effects.get(0).apply(exchange, met -> answer(met, rest));
    }
}
