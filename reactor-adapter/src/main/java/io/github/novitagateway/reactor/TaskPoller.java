package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks for the status of tasks, once for all who watch the same one: one {@link Poller} per task id, started by the
 * first subscriber and stopped with the last. What a subscriber gets, and when its patience ends, is the matter of its
 * own {@link Watch}.
 */
final class TaskPoller<S extends TaskSnapshot> {

    final Function<TaskId, Mono<S>> ask;
    final BiFunction<S, Duration, S> observedFor;
    final PollingPolicy policy;
    final Agenda agenda;
    final Turns turns;
    final Pace pace;
    final Map<TaskId, Poller<S>> running = new ConcurrentHashMap<>();
    final Observed observed;
    private final WatchLimits limits;

    TaskPoller(
            Function<TaskId, Mono<S>> ask,
            BiFunction<S, Duration, S> observedFor,
            PollingPolicy policy,
            WatchLimits limits,
            Agenda agenda,
            Observed observed) {
        this.ask = ask;
        this.observedFor = observedFor;
        this.policy = policy;
        this.limits = limits;
        this.agenda = agenda;
        this.turns = agenda.turns();
        this.pace = agenda.pace();
        this.observed = observed;
    }

    /** Every observation of the task, ending after the terminal one. */
    Flux<S> watch(TaskId id) {
        return new Observations(id, () -> null).assembled();
    }

    /** The same for a task that was started just now: the first request waits as long as the policy says. */
    Flux<S> watchFromStart(TaskId id) {
        return new Observations(id, policy::first).assembled();
    }

    private final class Observations extends Flux<S> {

        private final TaskId id;
        private final Supplier<@Nullable Duration> firstWait;

        private Observations(TaskId id, Supplier<@Nullable Duration> firstWait) {
            this.id = id;
            this.firstWait = firstWait;
        }

        private Flux<S> assembled() {
            return onAssembly(this);
        }

        @Override
        public void subscribe(CoreSubscriber<? super S> subscriber) {
            Watch<S> watch = new Watch<>(subscriber, limits, pace);
            subscriber.onSubscribe(watch);
            try {
                join(watch);
            } catch (RuntimeException defect) {
                watch.end(defect);
                watch.drain();
            }
        }

        private void join(Watch<S> watch) {
            Duration wait = firstWait.get();
            while (!watch.isGone() && !running().join(watch, wait)) {
                // it stopped meanwhile, and has made room for another one
            }
        }

        private Poller<S> running() {
            Poller<S> found = running.get(id);
            if (found != null) {
                return found;
            }
            Poller<S> fresh = new Poller<>(TaskPoller.this, id);
            Poller<S> other = running.putIfAbsent(id, fresh);
            return other == null ? fresh : other;
        }
    }
}
