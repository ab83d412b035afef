package io.github.novitagateway.reactor;

import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whether the gateway is open. What runs when it closes, and what starts later, ends in the same error. */
final class GatewayLifecycle {

    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final Running running = new Running(() -> 0, () -> {});

    void close() {
        closed.tryEmitEmpty();
        running.close(GatewayClosedException::new);
    }

    private boolean isClosed() {
        return Boolean.TRUE.equals(closed.scan(Scannable.Attr.TERMINATED));
    }

    <T> Mono<T> guard(Mono<T> operation) {
        return running.enlist(Mono.defer(() -> isClosed() ? refusal() : operation));
    }

    /** The source is cancelled by a completing signal, since one that fails would leave it running. */
    <T> Flux<T> guard(Flux<T> stream) {
        return Flux.defer(() -> isClosed() ? refusal() : stream)
                .takeUntilOther(closed.asMono())
                .concatWith(Mono.defer(() -> isClosed() ? refusal() : Mono.empty()));
    }

    private static <T> Mono<T> refusal() {
        return Mono.error(GatewayClosedException::new);
    }
}
