package io.github.novitagateway.reactor;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.NovitaException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/** Time and chance, both injected: every clock, delay and jitter of the gateway comes from here. */
record Pace(Scheduler scheduler, DoubleSupplier random) {

    private static final Duration A_CENTURY = Duration.ofDays(36_500);

    Instant now() {
        return Instant.ofEpochMilli(millis());
    }

    /** The time of the clock, which a sleep of the machine counts towards, and which can be set. */
    long millis() {
        return scheduler.now(TimeUnit.MILLISECONDS);
    }

    /** The time of the timers, which may stand still while the machine sleeps. Only differences mean something. */
    long nanos() {
        return scheduler.now(TimeUnit.NANOSECONDS);
    }

    /** Of a span that may be longer than nanoseconds can tell. */
    static long nanos(Duration span) {
        return (span.compareTo(A_CENTURY) < 0 ? span : A_CENTURY).toNanos();
    }

    Disposable after(long nanos, Runnable task) {
        return scheduler.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    Mono<Long> delay(Duration duration) {
        return Mono.delay(duration, scheduler);
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
        return Duration.ofNanos((long) (nanos(duration) * factor));
    }
}
