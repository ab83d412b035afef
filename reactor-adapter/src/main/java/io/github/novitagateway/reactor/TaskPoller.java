package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.reactor.PollingPolicy.Observation;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks for the status of tasks, once for all who watch the same one: one schedule per task id, started by the first
 * subscriber and stopped with the last. What a subscriber gets, and when its patience ends, is the matter of its own
 * {@link Watch}.
 */
final class TaskPoller<S extends TaskSnapshot> {

    private static final double JITTER = 0.2;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(10);
    private static final Duration NOT_YET_THERE = Duration.ofSeconds(10);

    private final Function<TaskId, Mono<S>> ask;
    private final BiFunction<S, Duration, S> observedFor;
    private final PollingPolicy policy;
    private final WatchLimits limits;
    private final GatewayLifecycle lifecycle;
    private final Pace pace;
    final SharedStreams<TaskId, Look<S>> looks = new SharedStreams<>(this::poll);

    TaskPoller(
            Function<TaskId, Mono<S>> ask,
            BiFunction<S, Duration, S> observedFor,
            PollingPolicy policy,
            WatchLimits limits,
            GatewayLifecycle lifecycle,
            Pace pace) {
        this.ask = ask;
        this.observedFor = observedFor;
        this.policy = policy;
        this.limits = limits;
        this.lifecycle = lifecycle;
        this.pace = pace;
    }

    /** One request's outcome: the newest state that is known, and the failure if the request brought none. */
    record Look<S extends TaskSnapshot>(
            @Nullable S snapshot, @Nullable NovitaException failure) {

        boolean terminal() {
            return failure == null && snapshot != null && snapshot.terminal();
        }
    }

    /** Every observation of the task, ending after the terminal one. */
    Flux<S> watch(TaskId id) {
        return lifecycle.guard(observations(id));
    }

    /** The same for a task that was started just now: the first request waits as long as the policy says. */
    Flux<S> watchFromStart(TaskId id) {
        return lifecycle.guard(pace.delay(policy.first()).thenMany(observations(id)));
    }

    private Flux<S> observations(TaskId id) {
        return Flux.defer(() -> new Watch<S>(id, limits, pace).of(looks.of(id)));
    }

    private Flux<Look<S>> poll(TaskId id) {
        return Flux.defer(() -> {
            Schedule schedule = new Schedule();
            return ask.apply(id)
                    .map(schedule::seen)
                    .onErrorResume(NovitaException.class, schedule::missed)
                    .repeatWhen(rounds -> rounds.concatMap(round -> pace.delayWithSleep(schedule.next())))
                    .takeUntil(Look::terminal);
        });
    }

    /** The memory of one poller: the last state and what the policy makes of it. */
    private final class Schedule {

        private final Instant start = pace.now();
        private final PollingPolicy.Session session = policy.start();
        private Look<S> last = new Look<>(null, null);
        private Instant stageSince = start;

        Look<S> seen(S snapshot) {
            Instant now = pace.now();
            if (last.snapshot() == null || !Objects.equals(last.snapshot().stage(), snapshot.stage())) {
                stageSince = now;
            }
            last = new Look<>(observedFor.apply(snapshot, span(stageSince, now)), null);
            return last;
        }

        /** Never below zero, whatever is done to the clock. */
        private static Duration span(Instant from, Instant to) {
            return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
        }

        Mono<Look<S>> missed(NovitaException failure) {
            boolean fresh = pace.now().isBefore(start.plus(NOT_YET_THERE));
            boolean passing = failure.isTransient()
                    || (failure instanceof TaskNotFoundException && last.snapshot() == null && fresh);
            last = new Look<>(last.snapshot(), failure);
            return passing ? Mono.just(last) : Mono.error(failure);
        }

        Duration next() {
            NovitaException failure = last.failure();
            Duration wait = pace.jitter(session.next(new Observation(last.snapshot(), failure != null)), JITTER);
            Duration asked = failure == null ? Duration.ZERO : RetryStrategy.retryAfter(failure);
            Duration least = asked.compareTo(SHORTEST_WAIT) > 0 ? asked : SHORTEST_WAIT;
            return wait.compareTo(least) > 0 ? wait : least;
        }
    }

    /**
     * One running stream for each key, started by its first subscriber and stopped with its last. Whoever comes in
     * between gets the latest value at once.
     *
     * <p>Subscribers are counted under the map's lock of their key, so that nobody joins a stream that is being
     * stopped, and a stream that ends takes only itself out of the map.
     */
    static final class SharedStreams<K, T> {

        private final Function<K, Flux<T>> source;
        final Map<K, Running> running = new ConcurrentHashMap<>();

        SharedStreams(Function<K, Flux<T>> source) {
            this.source = source;
        }

        Flux<T> of(K key) {
            return Flux.using(() -> join(key), stream -> stream.values, stream -> leave(key, stream));
        }

        private Running join(K key) {
            return running.compute(key, (same, found) -> {
                Running stream = found == null ? new Running(key) : found;
                stream.subscribers++;
                return stream;
            });
        }

        private void leave(K key, Running stream) {
            running.compute(key, (same, found) -> {
                stream.subscribers--;
                return found == stream && stream.subscribers == 0 ? null : found;
            });
            if (stream.subscribers == 0) { // for good: it is no longer in the map
                stream.connection.dispose();
            }
        }

        final class Running {

            private final Disposable.Swap connection = Disposables.swap();
            private final Flux<T> values;
            private int subscribers;

            private Running(K key) {
                this.values = source.apply(key)
                        .doOnTerminate(() -> running.remove(key, this))
                        .replay(1)
                        .autoConnect(1, connection::update);
            }
        }
    }
}
