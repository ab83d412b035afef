package io.github.novitagateway.fleet;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.asset.UploadedImage;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.fleet.PaidOnce.PayingRules;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.redis.RedisWatches;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import io.github.novitagateway.training.TrainingTask;
import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * From the pictures of a job to the name by which its style draws.
 *
 * @param watches by which one worker asks for the trainings of all
 */
record StyleTraining(
        NovitaGateway novita, RedisWatches watches, JobJournal journal, PayingRules rules, JobPictures pictures) {
    private static final int STEP = 5;
    private static final long DONE = 100;

    Mono<String> lora(StyleJob job, JobHold hold) {
        return hold.known()
                .flatMap(known -> known.containsKey("lora")
                        ? Mono.just(known.get("lora"))
                        : training(job, hold).task().flatMap(task -> trained(task, hold)));
    }

    private PaidOnce training(StyleJob job, JobHold hold) {
        return new PaidOnce(
                hold,
                journal,
                rules,
                "task",
                job.label(),
                JobState.TRAINING,
                Mono.defer(() -> hold.note(JobNotes.of(JobState.UPLOADING).with("percent", 0)))
                        .then(hold.pausable(uploaded(job)))
                        .map(images -> novita.trainings().submit(job.request().withImages(images))),
                begun -> novita.trainings()
                        .find(job.request().name(), begun)
                        .map(TrainingTask::taskId)
                        .next());
    }

    private Mono<List<TrainingImage>> uploaded(StyleJob job) {
        Flux<ImageSource> sources = pictures.of(job);
        return novita.assets()
                .uploadAll(sources)
                .collectSortedList(Comparator.comparingInt(UploadedImage::index))
                .map(images -> images.stream()
                        .map(image -> TrainingImage.of(
                                image.id(), job.captionOf(job.pictures().get(image.index()))))
                        .toList());
    }

    private Mono<String> trained(TaskId task, JobHold hold) {
        return hold.pausable(watches.watchTraining(task)
                        .concatMap(status -> told(status, hold).thenReturn(status))
                        .last()
                        .map(StyleTraining::model))
                .flatMap(novita.models()::loraName)
                .flatMap(lora -> hold.note(JobNotes.of(JobState.TRAINING)
                                .with("percent", DONE)
                                .with("lora", lora))
                        .thenReturn(lora));
    }

    private static Mono<Void> told(TaskStatus status, JobHold hold) {
        return hold.note(JobNotes.of(JobState.TRAINING).with("percent", percent(status)));
    }

    private static TrainedModel model(TaskStatus end) {
        return end.servingModel()
                .orElseThrow(
                        () -> new TaskFailedException(end, "training " + end.taskId() + " ended as " + end.rawState()));
    }

    private static long percent(TaskStatus status) {
        Double percent = status.progressPercent();
        return switch (status.stage()) {
            case TRAINING -> percent == null ? 0 : Math.round(percent) / STEP * STEP;
            case DEPLOYING, READY -> DONE;
            default -> 0;
        };
    }
}
