package io.github.novitagateway.reactor;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.config.QuotaLimits.Rate;
import io.github.novitagateway.guard.BoundException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Permits of one process, in a token bucket for each pool. One instance may serve several gateways of one key. It needs
 * {@code com.bucket4j:bucket4j_jdk17-core} on the class path.
 */
public final class LocalQuota implements Quota {

    private final QuotaLimits limits;
    private final Map<Pool, Bucket> buckets = new EnumMap<>(Pool.class);

    private LocalQuota(QuotaLimits limits, Scheduler scheduler) {
        this.limits = Objects.requireNonNull(limits, "limits");
        TimeMeter clock = new SchedulerClock(Objects.requireNonNull(scheduler, "scheduler"));
        limits.rates().forEach((pool, rate) -> buckets.put(pool, full(rate, clock)));
    }

    /**
     * A quota of which nothing is used yet.
     *
     * @param limits what it allows
     * @return the quota
     */
    public static LocalQuota of(QuotaLimits limits) {
        return of(limits, Schedulers.parallel());
    }

    /**
     * The same with a time of one's own.
     *
     * @param limits what it allows
     * @param scheduler whose time it goes by; that of the gateway
     * @return the quota
     */
    public static LocalQuota of(QuotaLimits limits, Scheduler scheduler) {
        return new LocalQuota(limits, scheduler);
    }

    private static Bucket full(Rate rate, TimeMeter clock) {
        return Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(Bandwidth.builder()
                        .capacity(rate.burst())
                        .refillGreedy(rate.permits(), rate.period())
                        .build())
                .build();
    }

    @Override
    public QuotaLimits limits() {
        return limits;
    }

    @Override
    public Mono<Duration> take(Pool pool, int permits) {
        return Mono.fromSupplier(() -> {
            ConsumptionProbe probe = bucket(pool).tryConsumeAndReturnRemaining(permits);
            return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
        });
    }

    @Override
    public Mono<Void> giveBack(Pool pool, int permits) {
        return Mono.fromRunnable(() -> bucket(pool).addTokens(permits));
    }

    @Override
    public Mono<Void> throttled(Pool pool, Duration retryAfter) {
        return Mono.fromRunnable(() -> owe(pool, retryAfter));
    }

    /** Several answers of the same moment owe what one does. */
    private synchronized void owe(Pool pool, Duration retryAfter) {
        long excess = bucket(pool).getAvailableTokens()
                + Objects.requireNonNull(limits.rate(pool)).within(retryAfter);
        if (excess > 0) {
            bucket(pool).consumeIgnoringRateLimits(excess);
        }
    }

    private Bucket bucket(Pool pool) {
        Bucket bucket = buckets.get(pool);
        if (bucket == null) {
            throw new BoundException("pool", "limited", pool.toString());
        }
        return bucket;
    }

    private record SchedulerClock(Scheduler scheduler) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return scheduler.now(TimeUnit.NANOSECONDS);
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
