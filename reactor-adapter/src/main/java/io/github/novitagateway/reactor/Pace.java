package io.github.novitagateway.reactor;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.NovitaException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/** Time and chance, both injected: every clock, delay and jitter of the gateway comes from here. */
record Pace(Scheduler scheduler, DoubleSupplier random) {

    private static final Duration NAP = Duration.ofSeconds(10);

    Instant now() {
        return Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS));
    }

    Mono<Long> delay(Duration duration) {
        return Mono.delay(duration, scheduler);
    }

    /**
     * A delay that a sleep of the machine counts towards. Timers may stand still meanwhile and the clock does not, so
     * it is looked at every now and then; setting it back does not prolong the delay.
     */
    Mono<Long> delayWithSleep(Duration duration) {
        return Mono.defer(() -> {
            Instant due = now().plus(duration);
            long naps = 1 + duration.minusNanos(1).dividedBy(NAP);
            return delay(duration.dividedBy(naps))
                    .repeat(naps - 1)
                    .takeUntil(nap -> !now().isBefore(due))
                    .last();
        });
    }

    /** Repeats what fails for a passing reason. */
    Retry retries(RetryPolicy policy) {
        return retries(policy, failure -> failure instanceof NovitaException novita && novita.isTransient());
    }

    Retry retries(RetryPolicy policy, Predicate<Throwable> gate) {
        return new RetryStrategy(policy, gate, scheduler, random);
    }

    /** The duration, up to the given share longer or shorter. */
    Duration jitter(Duration duration, double share) {
        double factor = 1 - share + 2 * share * random.getAsDouble();
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
