package io.github.novitagateway.reactor;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.training.DatasetImage;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.ImageUploaded;
import io.github.novitagateway.training.TrainingEvent.Ready;
import io.github.novitagateway.training.TrainingEvent.Stalled;
import io.github.novitagateway.training.TrainingEvent.StatusChanged;
import io.github.novitagateway.training.TrainingEvent.Submitted;
import io.github.novitagateway.training.TrainingRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From pictures to a model in service: uploads, the one paid submit, the watch, as one stream of events. */
final class TrainingRun {

    private final Trainings trainings;
    private final Assets assets;
    private final WatchLimits limits;
    private final Pace pace;

    TrainingRun(Trainings trainings, Assets assets, WatchLimits limits, Pace pace) {
        this.trainings = trainings;
        this.assets = assets;
        this.limits = limits;
        this.pace = pace;
    }

    Flux<TrainingEvent> of(TrainingRequest request, List<DatasetImage> images) {
        return Flux.defer(() -> {
            TrainingImage[] dataset = images.stream()
                    .map(image -> image instanceof TrainingImage uploaded ? uploaded : null)
                    .toArray(TrainingImage[]::new);
            return uploads(images, dataset)
                    .concatWith(Flux.defer(() -> training(request.withImages(List.of(dataset)))));
        });
    }

    /** Fills the gaps of the data set, whatever the order of completion. */
    private Flux<TrainingEvent> uploads(List<DatasetImage> images, TrainingImage[] dataset) {
        Flux<Assets.Place> sources = Flux.range(0, images.size())
                .filter(place -> images.get(place) instanceof ImageToUpload)
                .map(place -> new Assets.Place(place, fresh(images, place).source()));
        return assets.uploadAllWithProgress(sources).doOnNext(event -> {
            if (event instanceof ImageUploaded stored) {
                int place = stored.image().index();
                dataset[place] = fresh(images, place).uploaded(stored.image().id());
            }
        });
    }

    private static ImageToUpload fresh(List<DatasetImage> images, int place) {
        return (ImageToUpload) images.get(place);
    }

    private Flux<TrainingEvent> training(TrainingRequest request) {
        return trainings
                .submit(request)
                .flatMapMany(id -> Flux.concat(
                        Mono.just(new Submitted(id, request.name())),
                        trainings
                                .watchFromStart(id)
                                .publish(statuses -> Flux.merge(changes(statuses), stalls(statuses)))));
    }

    private static Flux<TrainingEvent> changes(Flux<TaskStatus> statuses) {
        return statuses.distinctUntilChanged()
                .concatMap(status -> status.terminal()
                        ? Flux.concat(Mono.just(new StatusChanged(status)), Mono.fromCallable(() -> ready(status)))
                        : Mono.just(new StatusChanged(status)));
    }

    private static TrainingEvent ready(TaskStatus status) {
        return new Ready(status, Trainings.trained(status));
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
