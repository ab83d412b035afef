package io.github.novitagateway.runner;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Failures that do not keep the rest back: each is told where it happens, and the first one is the end of it all. */
final class LateFailures {
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** The steps, and what is told of their failure in its place. */
    Flux<Happening> goingOn(Flux<Happening> steps, Function<Throwable, Happening> told) {
        return steps.onErrorResume(failure -> {
            failures.add(failure);
            return Mono.just(told.apply(failure));
        });
    }

    /** To be subscribed to when all is done. */
    Flux<Happening> end() {
        return Flux.defer(() -> failures.isEmpty() ? Flux.empty() : Flux.error(failures.element()));
    }
}
