package io.github.novitagateway.reactor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A parallel {@code flatMap} that loses nothing: after a failure it takes no more from the source, lets what is under
 * way finish, and fails last.
 */
final class StopAtFirstFailure {

    private StopAtFirstFailure() {}

    static <T, R> Flux<R> flatMap(Flux<T> source, int concurrency, Function<T, Publisher<R>> operation) {
        return Flux.defer(() -> {
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            Sinks.Empty<Void> stop = Sinks.empty();
            return source.takeUntilOther(stop.asMono())
                    .onErrorResume(failure -> note(failure, failures, stop))
                    .flatMap(
                            item -> Flux.defer(() -> operation.apply(item))
                                    .onErrorResume(failure -> note(failure, failures, stop)),
                            concurrency)
                    .concatWith(Mono.defer(() -> failure(failures)));
        });
    }

    private static <T> Mono<T> note(Throwable failure, Queue<Throwable> failures, Sinks.Empty<Void> stop) {
        failures.add(failure);
        stop.tryEmitEmpty();
        return Mono.empty();
    }

    private static <R> Mono<R> failure(Queue<Throwable> failures) {
        Throwable first = failures.poll();
        if (first == null) {
            return Mono.empty();
        }
        failures.stream().filter(later -> later != first).forEach(first::addSuppressed);
        return Mono.error(first);
    }
}
