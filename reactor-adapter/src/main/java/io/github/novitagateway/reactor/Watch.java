package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.reactor.TaskPoller.Look;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One subscriber's view of a shared poller: its own deadline and stage limits from the moment of subscription, the
 * latest state when it is slow, and the terminal one always. A limit that ran out while the machine slept ends the
 * watch only after a look that was taken since.
 */
final class Watch<S extends TaskSnapshot> {

    private static final Duration LATE = Duration.ofSeconds(5);
    private static final Duration LAST_LOOK = Duration.ofMinutes(1);

    private final TaskId id;
    private final WatchLimits limits;
    private final Pace pace;
    private volatile Look<S> last = new Look<>(null, null);
    private volatile @Nullable String expired;

    Watch(TaskId id, WatchLimits limits, Pace pace) {
        this.id = id;
        this.limits = limits;
        this.pace = pace;
    }

    /** To be called once. */
    Flux<S> of(Flux<Look<S>> looks) {
        return looks.doOnNext(look -> last = look)
                .publish(shared -> shared.takeUntilOther(expiry(shared)))
                .index()
                .mapNotNull(look -> news(look.getT1(), look.getT2()))
                .onBackpressureLatest()
                .concatWith(Mono.defer(this::timeout));
    }

    /** What a request brought; for who comes late, what is known even if the latest request has failed. */
    private @Nullable S news(long position, Look<S> look) {
        return position == 0 || look.failure() == null ? look.snapshot() : null;
    }

    /** Emits when the deadline or the limit of the current stage has passed. */
    private Flux<String> expiry(Flux<Look<S>> looks) {
        Mono<String> deadline = after(limits.deadline(), "the deadline of " + limits.deadline(), looks);
        Flux<String> stages = looks.mapNotNull(
                        look -> look.snapshot() == null ? null : look.snapshot().stage())
                .distinctUntilChanged()
                .switchMap(stage ->
                        after(limitOf(stage), "the limit of " + limitOf(stage) + " for stage " + stage, looks));
        return Flux.merge(deadline, stages).doOnNext(reason -> expired = reason);
    }

    private Mono<String> after(@Nullable Duration limit, String reason, Flux<Look<S>> looks) {
        if (limit == null) {
            return Mono.empty();
        }
        return Mono.defer(() -> {
            Instant late = pace.now().plus(limit).plus(LATE);
            return pace.delay(limit)
                    .flatMap(due -> pace.now().isAfter(late) ? lastLook(looks) : Mono.just(due))
                    .thenReturn(reason);
        });
    }

    /** Ends with the next look that says that the task goes on, or when none comes. */
    private Mono<?> lastLook(Flux<Look<S>> looks) {
        return looks.filter(look -> look.failure() == null && !look.terminal())
                .next()
                .cast(Object.class)
                .timeout(pace.delay(LAST_LOOK), Mono.empty());
    }

    private @Nullable Duration limitOf(Enum<?> stage) {
        if (stage == TrainingStage.QUEUED || stage == GenerationState.QUEUED) {
            return limits.queueLimit();
        }
        if (stage == TrainingStage.TRAINING || stage == GenerationState.PROCESSING) {
            return limits.trainingLimit();
        }
        return stage == TrainingStage.DEPLOYING ? limits.deploymentLimit() : null;
    }

    private Mono<S> timeout() {
        if (expired == null || last.terminal()) {
            return Mono.empty();
        }
        String message = "no terminal state within " + expired;
        return Mono.error(new PollingTimeoutException(id, last.snapshot(), message, last.failure()));
    }
}
