package io.github.novitagateway.redis;

import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.config.QuotaLimits.Rate;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.reactor.LocalQuota;
import io.github.novitagateway.reactor.Quota;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Permits that all nodes of a {@link RedisFleet} share: a token bucket for each pool, by the clock of Redis. Its key
 * lives until the bucket would be full again. Within a node there is a line. Of the nodes the one is served that asks
 * when there is enough: where others ask for little all the time, one that wants much may wait long.
 *
 * <p>While Redis is away a node waits, or goes by its share of the rate, as it was made. A share begins with nothing,
 * so that the nodes together send no more than before; what came in that time is theirs, and what they leave of it goes
 * into the bucket when Redis is back. That it is away, or refuses, is a line in the log when it begins.
 */
public final class RedisQuota implements Quota {

    private static final System.Logger LOG = System.getLogger(RedisFleet.class.getName());

    /** Redis may be back by then. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final RedisLink redis;
    private final Keys keys;
    private final QuotaLimits limits;
    private final @Nullable LocalQuota share;
    private final Map<Pool, Absence> absences;
    private final AtomicBoolean isMissed = new AtomicBoolean();

    private RedisQuota(
            RedisLink redis, Keys keys, QuotaLimits limits, @Nullable LocalQuota share, Map<Pool, Absence> absences) {
        this.redis = redis;
        this.keys = keys;
        this.limits = Objects.requireNonNull(limits, "limits");
        this.share = share;
        this.absences = absences;
    }

    static RedisQuota waiting(RedisLink redis, Keys keys, QuotaLimits limits) {
        return new RedisQuota(redis, keys, limits, null, Map.of());
    }

    /** @param nodes that the rate is divided by while Redis is away */
    static RedisQuota sharing(RedisLink redis, Keys keys, QuotaLimits limits, int nodes, Scheduler scheduler) {
        Require.within("nodes", nodes, 1, 10_000);
        LocalQuota share = LocalQuota.of(divided(limits, nodes), scheduler);
        Map<Pool, Absence> absences = new EnumMap<>(Pool.class);
        share.limits().rates().forEach((pool, rate) -> absences.put(pool, new Absence(rate, scheduler)));
        return new RedisQuota(redis, keys, limits, share, absences);
    }

    /** Each burst stays whole: what asks for many images must get them some time. */
    private static QuotaLimits divided(QuotaLimits limits, int nodes) {
        QuotaLimits.Builder divided = QuotaLimits.builder();
        for (Pool pool : Pool.values()) {
            Rate rate = limits.rate(pool);
            if (rate == null) {
                divided.unlimited(pool);
            } else {
                divided.rate(pool, new Rate(rate.permits(), rate.period().multipliedBy(nodes), rate.burst()));
            }
        }
        return divided.build();
    }

    @Override
    public QuotaLimits limits() {
        return limits;
    }

    @Override
    public Mono<Duration> take(Pool pool, int permits) {
        Mono<Duration> taken = call(pool, QuotaScripts.TAKE, permits);
        Absence absence = absences.get(pool);
        return share == null || absence == null
                ? taken.onErrorReturn(ASK_AGAIN)
                : taken.onErrorResume(away -> withoutRedis(share, absence, pool, permits));
    }

    private static Mono<Duration> withoutRedis(LocalQuota share, Absence absence, Pool pool, int permits) {
        Mono<Duration> taken = share.take(pool, permits)
                .doOnNext(wait -> absence.took(wait.isZero() ? permits : 0))
                .map(wait -> wait.compareTo(ASK_AGAIN) < 0 ? wait : ASK_AGAIN);
        return absence.begin() ? share.throttled(pool, Duration.ZERO).then(taken) : taken;
    }

    @Override
    public Mono<Void> giveBack(Pool pool, int permits) {
        Mono<Void> told = call(pool, QuotaScripts.GIVE_BACK, permits).then();
        Absence absence = absences.get(pool);
        return share == null || absence == null
                ? told
                : told.onErrorResume(away -> share.giveBack(pool, permits).doOnSuccess(done -> absence.took(-permits)));
    }

    @Override
    public Mono<Void> throttled(Pool pool, Duration retryAfter) {
        Mono<Void> told =
                call(pool, QuotaScripts.OWE, rate(pool).within(retryAfter)).then();
        return share == null ? told : share.throttled(pool, retryAfter).then(told);
    }

    /** {@return the time to wait that the script tells} */
    private Mono<Duration> call(Pool pool, Script script, int amount) {
        Rate rate = rate(pool);
        Absence absence = absences.get(pool);
        return Mono.defer(() -> redis.run(
                        script,
                        List.of(keys.of("quota", pool.name())),
                        Integer.toString(rate.permits()),
                        Long.toString(rate.period().toNanos() / 1_000),
                        Integer.toString(rate.burst()),
                        Integer.toString(amount),
                        absence == null ? "" : absence.left()))
                .doOnNext(told -> {
                    isMissed.set(false);
                    if (absence != null) {
                        absence.end();
                    }
                })
                .doOnError(this::missed)
                .map(told -> Duration.of(Long.parseLong((String) told.get(0)), ChronoUnit.MICROS));
    }

    private void missed(Throwable reason) {
        if (isMissed.compareAndSet(false, true)) {
            String instead = share == null ? "who wants some waits" : "this node goes by its share";
            LOG.log(Level.WARNING, "Redis does not give permits, {0}: {1}", instead, root(reason));
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : root(cause);
    }

    private Rate rate(Pool pool) {
        return Objects.requireNonNull(limits.rate(pool), "pool");
    }

    /** The time in which a node goes by its share of a pool, and what it has taken in it. */
    private static final class Absence {

        private final Rate share;
        private final Scheduler scheduler;
        private long since;
        private long taken;
        private boolean lasts;

        Absence(Rate share, Scheduler scheduler) {
            this.share = share;
            this.scheduler = scheduler;
        }

        /** {@return whether it begins now} */
        synchronized boolean begin() {
            if (lasts) {
                return false;
            }
            lasts = true;
            taken = 0;
            since = scheduler.now(TimeUnit.NANOSECONDS);
            return true;
        }

        synchronized void took(int permits) {
            taken += permits;
        }

        /** {@return what is left of the share, for all to have; nothing to tell where Redis was not away} */
        synchronized String left() {
            if (!lasts) {
                return "";
            }
            Duration span = Duration.ofNanos(scheduler.now(TimeUnit.NANOSECONDS) - since);
            double earned = share.permits()
                    * (double) span.toMillis()
                    / Math.max(1, share.period().toMillis());
            return Double.toString(Math.max(0, Math.min(share.burst(), earned) - taken));
        }

        synchronized void end() {
            lasts = false;
        }
    }
}
