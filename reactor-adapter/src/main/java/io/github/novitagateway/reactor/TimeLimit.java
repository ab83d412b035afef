package io.github.novitagateway.reactor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The time limit of many small calls. Nearly all end long before it, and a timer for each wakes a thread twice, which
 * makes a short call half as long again: they share one, which is set for the oldest of them. A scheduler of the
 * caller's gets a timer for each call, gone with the call: whose time that is may want to see them.
 */
final class TimeLimit {

    /** A timer outlives the calls for which it was set, but not for longer than this. */
    private static final long LONGEST_TIMER = Duration.ofMinutes(1).toNanos();

    private final Duration limit;
    private final Scheduler scheduler;
    private final boolean oneTimer;
    private final Running running;
    private volatile boolean timerIsSet;

    TimeLimit(Duration limit, Scheduler scheduler) {
        this(limit, scheduler, scheduler == Schedulers.parallel());
    }

    TimeLimit(Duration limit, Scheduler scheduler, boolean oneTimer) {
        this.limit = limit;
        this.scheduler = scheduler;
        this.oneTimer = oneTimer;
        this.running = new Running(this::now, this::begun);
    }

    Duration limit() {
        return limit;
    }

    /** Ends in a {@link TimeoutException} where the call takes longer, counted from its subscription. */
    <T> Mono<T> bound(Mono<T> call) {
        return oneTimer ? running.enlist(call) : call.timeout(limit, scheduler);
    }

    private void begun() {
        if (!timerIsSet) {
            setTimer();
        }
    }

    private synchronized void setTimer() {
        long oldest = running.oldest(Long.MAX_VALUE);
        if (!timerIsSet && oldest != Long.MAX_VALUE) {
            timerIsSet = true;
            long rest = oldest + limit.toNanos() - now();
            scheduler.schedule(this::ring, Math.min(rest, LONGEST_TIMER), TimeUnit.NANOSECONDS);
        }
    }

    /** The flag falls first: for a call that comes later the timer is set below, or by itself. */
    private void ring() {
        timerIsSet = false;
        running.end(now() - limit.toNanos(), TimeoutException::new);
        setTimer();
    }

    private long now() {
        return scheduler.now(TimeUnit.NANOSECONDS);
    }
}
