package io.github.novitagateway.reactor;

import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.Scannable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whether the gateway is open. What runs when it closes, and what starts later, ends in the same error. */
final class GatewayLifecycle {

    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final Running running = new Running(() -> 0, () -> {});
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();

    void close() {
        if (closed.tryEmitEmpty().isSuccess()) {
            running.close(GatewayClosedException::new);
            ends.forEach(Runnable::run);
        }
    }

    /** For what lives as long as the gateway and has no stream of its own to guard; it may be told twice. */
    void whenClosed(Runnable end) {
        ends.add(end);
        if (isClosed()) {
            end.run();
        }
    }

    private boolean isClosed() {
        return Boolean.TRUE.equals(closed.scan(Scannable.Attr.TERMINATED));
    }

    /** The list of those that run refuses who comes late. */
    <T> Mono<T> guard(Mono<T> operation) {
        return running.enlist(Mono.defer(() -> isClosed() ? Mono.never() : operation));
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
