package io.github.novitagateway.webflux.event;

import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Tells readers that there is something new. It may be rung by several threads at once; strokes may fall together. */
final class Bell {

    private final Sinks.Many<Boolean> strokes = Sinks.many().multicast().directBestEffort();
    private final AtomicInteger pending = new AtomicInteger();

    /** Whoever rings first rings for those who come meanwhile. */
    void ring() {
        if (pending.getAndIncrement() > 0) {
            return;
        }
        int rung = 1;
        while (rung > 0) {
            strokes.tryEmitNext(Boolean.TRUE);
            rung = pending.addAndGet(-rung);
        }
    }

    /** {@return a stroke at once, and one after each that is rung from then on} */
    Flux<Boolean> strokes() {
        return Flux.merge(strokes.asFlux(), Flux.just(Boolean.TRUE)).onBackpressureLatest();
    }
}
