package io.github.novitagateway.fleet;

import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Work that goes on until the process is asked to end, and then gets a while for its end. */
final class Termination {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int DONE = 0;
    private static final int CUT_OFF = 143;

    private Termination() {}

    /**
     * Waits for the work on the calling thread, and fails as it does. A process that ends in time by SIGTERM or SIGINT
     * ends with 0.
     *
     * @param work gets what completes when the process is asked to end
     */
    static void handing(Function<Mono<Void>, Mono<Void>> work) {
        Sinks.Empty<Void> stop = Sinks.empty();
        Sinks.Empty<Void> ended = Sinks.empty();
        Thread hook = new Thread(() -> end(stop, ended.asMono()), "fleet-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        Mono.defer(() -> work.apply(stop.asMono()))
                .doOnTerminate(ended::tryEmitEmpty)
                .onErrorResume(failure -> isStopping(hook) ? Mono.never() : Mono.error(failure))
                .block();
    }

    private static void end(Sinks.Empty<Void> stop, Mono<Void> ended) {
        stop.tryEmitEmpty();
        Boolean inTime =
                ended.thenReturn(true).timeout(PATIENCE).onErrorReturn(false).block();
        Runtime.getRuntime().halt(Boolean.TRUE.equals(inTime) ? DONE : CUT_OFF);
    }

    private static boolean isStopping(Thread hook) {
        try {
            return !Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            return true;
        }
    }
}
