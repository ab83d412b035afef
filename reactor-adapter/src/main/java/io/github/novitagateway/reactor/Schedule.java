package io.github.novitagateway.reactor;

import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.reactor.PollingPolicy.Observation;
import io.github.novitagateway.reactor.PollingPolicy.Session;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The memory of one poller: what its looks have brought, and what the policy makes of it. */
final class Schedule<S extends TaskSnapshot> {

    private static final double JITTER = 0.2;
    private static final long SHORTEST_WAIT = Duration.ofMillis(10).toNanos();
    private static final long NOT_YET_THERE = Duration.ofSeconds(10).toNanos();

    private final Session session;
    private final Pace pace;
    private volatile @Nullable S snapshot;
    private volatile @Nullable NovitaException failure;
    private boolean begun;
    private long firstLook;
    private long stageSince;

    Schedule(Session session, Pace pace) {
        this.session = session;
        this.pace = pace;
    }

    @Nullable
    S snapshot() {
        return snapshot;
    }

    boolean hasBegun() {
        return begun;
    }

    void begin() {
        if (!begun) {
            begun = true;
            firstLook = pace.nanos();
        }
    }

    /** The answer, and for how long its stage has been so; never below zero, whatever is done to the clock. */
    S observed(S answer, BiFunction<S, Duration, S> observedFor) {
        long now = pace.millis();
        S before = snapshot;
        if (before == null || before.stage() != answer.stage()) {
            stageSince = now;
        }
        return observedFor.apply(answer, Duration.ofMillis(Math.max(0, now - stageSince)));
    }

    void seen(S found) {
        snapshot = found;
        failure = null;
    }

    /** Notes the failure, unless it is one that ends a watch. */
    boolean outlives(Throwable reason) {
        if (!(reason instanceof NovitaException missed) || !(missed.isTransient() || isNotYetThere(missed))) {
            return false;
        }
        failure = missed;
        return true;
    }

    private boolean isNotYetThere(NovitaException missed) {
        return missed instanceof TaskNotFoundException && snapshot == null && pace.nanos() - firstLook < NOT_YET_THERE;
    }

    /** In nanoseconds, counted from an answer. */
    long nextWait() {
        NovitaException missed = failure;
        Duration wait = pace.jitter(session.next(new Observation(snapshot, missed != null)), JITTER);
        Duration asked = missed == null ? Duration.ZERO : RetryStrategy.retryAfter(missed);
        return Math.max(SHORTEST_WAIT, Math.max(Pace.nanos(wait), Pace.nanos(asked)));
    }

    PollingTimeoutException timeout(TaskId id, Limit limit) {
        return new PollingTimeoutException(id, snapshot, "no terminal state within " + limit, failure);
    }
}
