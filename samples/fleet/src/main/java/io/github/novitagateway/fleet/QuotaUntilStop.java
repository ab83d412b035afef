package io.github.novitagateway.fleet;

import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.reactor.Quota;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * The quota of the fleet, which gives no more permits to a worker that is asked to stop: what stands in line is handed
 * back.
 *
 * @param quota of the fleet
 * @param stop completes then, for whoever subscribes later too
 */
record QuotaUntilStop(Quota quota, Mono<Void> stop) implements Quota {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    @Override
    public QuotaLimits limits() {
        return quota.limits();
    }

    /** Stops before the question, not in it: permits that are taken must be known. So it is asked each second. */
    @Override
    public Mono<Duration> take(Pool pool, int permits) {
        return Mono.firstWithSignal(stop.then(Mono.<Boolean>error(StoppedException::new)), Mono.just(true))
                .flatMap(go -> quota.take(pool, permits))
                .map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    }

    @Override
    public Mono<Void> giveBack(Pool pool, int permits) {
        return quota.giveBack(pool, permits);
    }

    @Override
    public Mono<Void> throttled(Pool pool, Duration retryAfter) {
        return quota.throttled(pool, retryAfter);
    }
}
