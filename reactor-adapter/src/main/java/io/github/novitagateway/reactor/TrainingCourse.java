package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.Ready;
import io.github.novitagateway.training.TrainingEvent.Stalled;
import io.github.novitagateway.training.TrainingEvent.StatusChanged;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happens to a training once it is started: the statuses of a watch as events, each told once. */
final class TrainingCourse {

    private final WatchLimits limits;
    private final Pace pace;

    TrainingCourse(WatchLimits limits, Pace pace) {
        this.limits = limits;
        this.pace = pace;
    }

    /** Who reads slowly gets the latest status, and holds nobody up who looks for a standstill. */
    Flux<TrainingEvent> events(Flux<TaskStatus> watch) {
        return watch.publish(statuses -> Flux.merge(1, changes(statuses.onBackpressureLatest()), stalls(statuses)), 1);
    }

    private static Flux<TrainingEvent> changes(Flux<TaskStatus> statuses) {
        return statuses.distinctUntilChanged(TrainingCourse::said)
                .concatMap(
                        status -> status.terminal()
                                ? Flux.concat(
                                        Mono.just(new StatusChanged(status)), Mono.fromCallable(() -> ready(status)))
                                : Mono.just(new StatusChanged(status)),
                        1);
    }

    /** What the service said alone. */
    static TaskStatus said(TaskStatus status) {
        return status.withStageObservedFor(Duration.ZERO);
    }

    /** What an event says of the task, if it does. */
    static @Nullable TaskSnapshot told(TrainingEvent event) {
        return event instanceof StatusChanged change ? change.status() : null;
    }

    private static TrainingEvent ready(TaskStatus status) {
        return new Ready(status, trained(status));
    }

    /** The model of a terminal status. */
    static TrainedModel trained(TaskStatus status) {
        return status.servingModel()
                .orElseThrow(() -> new TaskFailedException(
                        status, "training " + status.taskId() + " ended as " + status.rawState()));
    }

    /** Once for each time that stage and progress stand still for too long. Errors come with the changes. */
    private Flux<TrainingEvent> stalls(Flux<TaskStatus> statuses) {
        return statuses.onErrorComplete().distinctUntilChanged(Standstill::of).switchMap(status -> {
            Duration limit = stallLimit(status.stage());
            return limit == null ? Mono.empty() : pace.delay(limit).map(due -> new Stalled(status, limit));
        });
    }

    private record Standstill(TrainingStage stage, @Nullable Double progress) {

        static Standstill of(TaskStatus status) {
            TrainingStage stage = status.stage();
            return new Standstill(stage, stage == TrainingStage.TRAINING ? status.progressPercent() : null);
        }
    }

    private @Nullable Duration stallLimit(TrainingStage stage) {
        return switch (stage) {
            case QUEUED, UNKNOWN -> limits.queueStall();
            case TRAINING -> limits.trainingStall();
            case DEPLOYING -> limits.deploymentStall();
            case READY, FAILED, CANCELED -> null;
        };
    }
}
