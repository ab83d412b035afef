package io.github.novitagateway.reactor;

import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.error.NovitaException.NotSentException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Requests of one gateway that wait for permits of one pool, first come, first served: only the first one asks. */
final class QuotaLine {

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

    private final Quota quota;
    private final Pool pool;
    private final GatewayLifecycle lifecycle;
    private final Pace pace;
    private final Observed observed;
    private final Deque<Place> line = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private @Nullable Place served;

    QuotaLine(Quota quota, Pool pool, GatewayLifecycle lifecycle, Pace pace, Observed observed) {
        this.quota = quota;
        this.pool = pool;
        this.lifecycle = lifecycle;
        this.pace = pace;
        this.observed = observed;
    }

    Quota quota() {
        return quota;
    }

    Pool pool() {
        return pool;
    }

    /**
     * Waits for the turn of its subscriber, then until the permits are taken.
     *
     * @param asking the question to the quota, which may be asked often
     * @param first whether it goes before those that wait: it has waited already
     */
    Mono<Void> queue(Permits permits, Mono<Duration> asking, boolean first) {
        Duration longest = quota.limits().longestWait();
        return observed.quota(
                GatewayObservationContext.word(pool),
                lifecycle
                        .guard(Mono.usingWhen(
                                Mono.<Place>create(sink -> stand(sink, first)),
                                place -> taken(asking),
                                place -> Mono.fromRunnable(() -> leave(place))))
                        .timeout(longest, pace.scheduler())
                        .onErrorMap(TimeoutException.class, late -> tooLong(permits, longest, late)));
    }

    private Mono<Void> taken(Mono<Duration> asking) {
        return asking.flatMap(wait -> wait.isZero()
                        ? Mono.just(wait)
                        : pace.delay(wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait)
                                .then(Mono.<Duration>empty()))
                .repeatWhenEmpty(again -> again)
                .then();
    }

    private NotSentException tooLong(Permits permits, Duration longest, TimeoutException late) {
        return new NotSentException(
                "no " + permits.count() + " permits of " + pool + " within longestWait, " + longest, false, late);
    }

    /**
     * A cancellation, even one that has come already, finds the place waiting here; once it is handed out, its user
     * leaves it.
     */
    private void stand(MonoSink<Place> sink, boolean first) {
        Place place = new Place(sink);
        int before = join(place, first);
        if (before < 0) {
            int most = quota.limits().mostWaiting();
            sink.error(new NotSentException(
                    "more requests would wait for permits of " + pool + " than mostWaiting, " + most, false, null));
            return;
        }
        GatewayObservationContext waiting = Observed.about(sink.contextView());
        if (waiting != null) {
            waiting.position(before);
        }
        sink.onCancel(() -> leave(place));
        call();
    }

    /** {@return how many stand before it, or less than none when there is no room} */
    private synchronized int join(Place place, boolean first) {
        int waiting = line.size();
        if (waiting == quota.limits().mostWaiting()) {
            return -1;
        }
        if (first) {
            line.addFirst(place);
        } else {
            line.addLast(place);
        }
        return (first ? 0 : waiting) + (served == null ? 0 : 1);
    }

    private void leave(Place place) {
        synchronized (this) {
            line.remove(place);
            if (served == place) {
                served = null;
            }
        }
        call();
    }

    /** By one thread at a time, and never from within itself: permits can be there at once. */
    private void call() {
        if (calls.getAndIncrement() != 0) {
            return;
        }
        int heard = 1;
        do {
            Place next = next();
            if (next != null) {
                next.sink.success(next);
            }
            heard = calls.addAndGet(-heard);
        } while (heard != 0);
    }

    private synchronized @Nullable Place next() {
        if (served != null) {
            return null;
        }
        served = line.pollFirst();
        return served;
    }

    private static final class Place {
        private final MonoSink<Place> sink;

        Place(MonoSink<Place> sink) {
            this.sink = sink;
        }
    }
}
