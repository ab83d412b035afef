package io.github.novitagateway.fleet;

import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.reactor.Quota;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Gives all permits while it is open, and none while it is shut. */
final class TurnstileQuota implements Quota {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final AtomicInteger turnedAway = new AtomicInteger();
    private volatile boolean isShut;

    void shut() {
        isShut = true;
    }

    void open() {
        isShut = false;
    }

    int turnedAway() {
        return turnedAway.get();
    }

    @Override
    public QuotaLimits limits() {
        return QuotaLimits.documented();
    }

    @Override
    public Mono<Duration> take(Pool pool, int permits) {
        return Mono.fromSupplier(() -> {
            if (isShut) {
                turnedAway.incrementAndGet();
            }
            return isShut ? LOOK_AGAIN : Duration.ZERO;
        });
    }

    @Override
    public Mono<Void> giveBack(Pool pool, int permits) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> throttled(Pool pool, Duration retryAfter) {
        return Mono.empty();
    }
}
