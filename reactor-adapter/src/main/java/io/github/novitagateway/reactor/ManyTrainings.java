package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

/**
 * Trainings that are watched together.
 *
 * @param list its pages, as many as are asked for at most
 * @param watch watches one alone
 */
record ManyTrainings(
        IntFunction<Flux<List<TrainingTask>>> list,
        Function<TaskId, Flux<TaskStatus>> watch,
        Notes notes,
        WatchLimits limits,
        GatewayLifecycle lifecycle,
        Agenda agenda,
        Observed observed) {

    static final Duration INTERVAL = Duration.ofSeconds(5);

    /** So many are watched one by one: that costs as little, and tells progress. */
    private static final int FEW = 10;

    Flux<TaskStatus> watch(Collection<TaskId> ids, Duration interval) {
        Set<TaskId> wanted = new LinkedHashSet<>();
        for (TaskId id : Objects.requireNonNull(ids, "ids")) {
            Trainings.statusEndpoint(id);
            wanted.add(id);
        }
        Require.positive("interval", interval);
        return observed.trainings(lifecycle.guard(
                wanted.size() > FEW
                        ? Flux.defer(() -> new TrainingSweep(this, wanted, interval).statuses())
                        : oneByOne(wanted)));
    }

    private Flux<TaskStatus> oneByOne(Set<TaskId> ids) {
        return Flux.fromIterable(ids)
                .flatMapDelayError(
                        id -> watch.apply(id).distinctUntilChanged(TrainingCourse::said), Integer.MAX_VALUE, 1)
                .onErrorMap(Exceptions::isMultiple, several -> first(Exceptions.unwrapMultiple(several)));
    }

    /** {@return the first of the failures, with the others suppressed in it} */
    static Throwable first(List<? extends Throwable> failures) {
        Throwable first = failures.get(0);
        failures.stream().filter(other -> other != first).forEach(first::addSuppressed);
        return first;
    }
}
