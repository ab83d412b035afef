package io.github.novitagateway.reactor;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A parallel {@code flatMap} that loses nothing, and lets one operation more get ready than are under way. After a
 * failure it takes no more from the source, begins nothing, lets what is under way finish, and fails last.
 */
final class InTurn {

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Sinks.Empty<Void> stop = Sinks.empty();
    private final Queue<Sinks.Empty<Void>> waiting = new ArrayDeque<>();
    private int free;

    private InTurn(int concurrency) {
        free = concurrency;
    }

    /**
     * Maps each item to what its operation emits, in order of completion.
     *
     * @param concurrency how many are under way at once; one more item is taken from the source
     * @param operation gets an item, and its turn: emits when it is to begin, and is empty when that is not to be
     */
    static <T, R> Flux<R> flatMap(
            Flux<T> source, int concurrency, BiFunction<T, Mono<Boolean>, Publisher<R>> operation) {
        return Flux.defer(() -> new InTurn(concurrency).run(source, concurrency + 1, operation));
    }

    private <T, R> Flux<R> run(Flux<T> source, int taken, BiFunction<T, Mono<Boolean>, Publisher<R>> operation) {
        return source.takeUntilOther(stop.asMono())
                .onErrorResume(this::note)
                .flatMap(
                        item -> Flux.defer(() -> operation.apply(item, turn()))
                                .onErrorResume(this::note)
                                .doAfterTerminate(this::giveBack),
                        taken)
                .concatWith(Mono.defer(this::failure));
    }

    /** In the order of the items, so that none gets ahead of those before it. */
    private Mono<Boolean> turn() {
        return place().then(Mono.fromSupplier(() -> failures.isEmpty() ? true : null));
    }

    private synchronized Mono<Void> place() {
        if (free > 0) {
            free--;
            return Mono.empty();
        }
        Sinks.Empty<Void> turn = Sinks.empty();
        waiting.add(turn);
        return turn.asMono();
    }

    /** After the end has been told: a failure keeps the next one from beginning. */
    private void giveBack() {
        Sinks.Empty<Void> next = nextInLine();
        if (next != null) {
            next.tryEmitEmpty();
        }
    }

    private synchronized Sinks.@Nullable Empty<Void> nextInLine() {
        Sinks.Empty<Void> next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }

    private <T> Mono<T> note(Throwable failure) {
        failures.add(failure);
        stop.tryEmitEmpty();
        return Mono.empty();
    }

    private <R> Mono<R> failure() {
        Throwable first = failures.poll();
        if (first == null) {
            return Mono.empty();
        }
        failures.stream().filter(later -> later != first).forEach(first::addSuppressed);
        return Mono.error(first);
    }
}
