package io.github.novitagateway.reactor;

import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.reactor.SweptTrainings.Bound;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One subscriber's watch of many trainings: the list is walked at each tick until all have been seen. What the list
 * cannot tell is watched alone from then on: a training that it lacks, one whose model is in service, and all of them
 * when there is no list.
 *
 * <p>Whatever happens changes {@link SweptTrainings} and makes a step; at a step the subscriber is told the news.
 */
final class TrainingSweep {

    private static final double JITTER = 0.2;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Whoever watches alone asks about a quarter as often as the list is walked. */
    private static final int TRAININGS_A_PAGE = 4;

    /** Between two trainings that leave the list in the same sweep: a thousand of them are no burst. */
    private static final Duration TURN = Duration.ofMillis(5);

    private final ManyTrainings trainings;
    private final Pace pace;
    private final Duration interval;
    private final Backoff backoff;
    private final UntoldStatuses news = new UntoldStatuses();
    private final SweptTrainings swept;
    private Instant started = Instant.EPOCH;
    private int turns;
    private int failures;
    private @Nullable NovitaException failure;

    TrainingSweep(ManyTrainings trainings, Set<TaskId> ids, Duration interval) {
        this.trainings = trainings;
        this.pace = trainings.agenda().pace();
        this.interval = interval;
        this.backoff = Backoff.of(interval, 2, interval.compareTo(LONGEST) > 0 ? interval : LONGEST);
        this.swept = new SweptTrainings(ids, trainings.limits(), news);
    }

    /** To be called once. */
    Flux<TaskStatus> statuses() {
        Flux<SweptTrainings> steps = sweeps().flatMap(step -> step, Integer.MAX_VALUE);
        return Flux.merge(limit(swept.deadline()), steps)
                .takeUntil(SweptTrainings::isOver)
                .onBackpressureLatest()
                .concatMap(step -> news.asAskedFor(), 1)
                .concatWith(Mono.defer(swept::outcome));
    }

    private Flux<Flux<SweptTrainings>> sweeps() {
        return Flux.defer(this::sweep)
                .repeatWhen(
                        sweeps -> sweeps.concatMap(sweep -> trainings.agenda().delay(rest()))
                                .takeWhile(due -> swept.isListed()));
    }

    private Flux<Flux<SweptTrainings>> sweep() {
        started = pace.now();
        turns = 0;
        int most = 1 + (swept.begin() - 1) / TRAININGS_A_PAGE;
        return trainings
                .list()
                .apply(most)
                .map(swept::found)
                .takeUntil(page -> swept.areAllFound())
                .concatMapIterable(page -> page)
                .map(this::row)
                .concatWith(Flux.defer(() -> Flux.fromIterable(swept.missing())).map(this::alone))
                .doOnComplete(() -> ended(null))
                .onErrorResume(NovitaException.class, this::missed);
    }

    /** A failure that passes waits for the next sweep; any other one means that there is no list to go by. */
    private Flux<Flux<SweptTrainings>> missed(NovitaException cause) {
        ended(cause);
        return cause.isTransient()
                ? Flux.empty()
                : Flux.fromIterable(swept.leaveAll()).map(this::alone);
    }

    private void ended(@Nullable NovitaException cause) {
        failures = cause == null ? 0 : failures + 1;
        failure = cause;
        swept.listFailed(cause);
    }

    /** From the start of one sweep to that of the next it is an interval, half of it at least without one. */
    private Duration rest() {
        if (failure != null) {
            return longer(pace.jitter(backoff.delay(failures), JITTER), RetryStrategy.retryAfter(failure));
        }
        Duration took = longer(Duration.between(started, pace.now()), Duration.ZERO);
        return longer(pace.jitter(interval, JITTER).minus(took), interval.dividedBy(2));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Flux<SweptTrainings> row(TaskStatus status) {
        if (status.stage() == TrainingStage.READY) {
            swept.leave(status.taskId());
            return alone(status.taskId());
        }
        Mono<TaskStatus> row = Mono.just(status);
        return (swept.isStep(status) ? trainings.notes().observed(row) : row)
                .flatMapMany(told -> seen(told.taskId(), told));
    }

    private Flux<SweptTrainings> alone(TaskId id) {
        return pace.delay(TURN.multipliedBy(turns++))
                .thenMany(trainings.watch().apply(id))
                .takeWhile(status -> swept.isOpen(id))
                .flatMap(status -> seen(id, status), Integer.MAX_VALUE)
                .onErrorResume(cause -> {
                    swept.failed(id, cause);
                    return Mono.just(swept);
                });
    }

    private Flux<SweptTrainings> seen(TaskId id, TaskStatus status) {
        Bound limit = swept.seen(id, status, pace.now());
        return limit == null ? Flux.just(swept) : Flux.concat(Mono.just(swept), limit(limit));
    }

    /** A limit that ran out while the machine slept leaves a minute for one more look. */
    private Mono<SweptTrainings> limit(Bound limit) {
        return Mono.defer(() -> {
            Instant late = pace.now().plus(limit.span()).plus(Limit.LATE);
            return pace.delay(limit.span())
                    .filter(due -> pace.now().isAfter(late))
                    .doOnNext(slept -> swept.overdue(limit))
                    .flatMap(slept -> pace.delay(Limit.LAST_LOOK))
                    .then(Mono.fromSupplier(() -> {
                        swept.expire(limit, pace.now());
                        return swept;
                    }));
        });
    }
}
