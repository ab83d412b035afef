package io.github.novitagateway.fleet;

import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.fleet.PaidOnce.PayingRules;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The drawings of a job: all ordered first, then each fetched, so that the service draws them side by side.
 *
 * @param out the folder that has a folder for each job
 */
record StyleDrawings(NovitaGateway novita, JobJournal journal, PayingRules rules, Path out) {
    private static final int SIDE_BY_SIDE = 4;

    Mono<Void> drawn(StyleJob job, JobHold hold, String lora) {
        Path folder = out.resolve(job.id());
        AtomicInteger there = new AtomicInteger();
        return hold.note(JobNotes.of(JobState.DRAWING))
                .thenMany(Flux.range(0, job.prompts().size()))
                .concatMap(number -> order(job, hold, number, lora).task())
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(task -> hold.pausable(fetched(task, folder)), SIDE_BY_SIDE)
                .concatMap(done -> hold.note(JobNotes.of(JobState.DRAWING).with("drawings", there.incrementAndGet())))
                .then();
    }

    private PaidOnce order(StyleJob job, JobHold hold, int number, String lora) {
        return new PaidOnce(
                hold,
                journal,
                rules,
                "drawing:" + number,
                job.label() + "/drawing/" + number,
                JobState.DRAWING,
                Mono.fromCallable(() -> novita.images().submit(job.drawing(number, lora))),
                begun -> Mono.empty());
    }

    private Mono<TaskId> fetched(TaskId task, Path folder) {
        return Mono.fromCallable(() -> isThere(task, folder))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(there -> there ? Mono.just(task) : saved(task, folder).thenReturn(task));
    }

    private Mono<Void> saved(TaskId task, Path folder) {
        return novita.images()
                .result(task)
                .flatMapIterable(GenerationStatus::images)
                .concatMap(image -> saved(image, folder))
                .then();
    }

    private Mono<Path> saved(GeneratedImage image, Path folder) {
        return novita.images()
                .download(image, folder)
                .onErrorResume(
                        DownloadException.class,
                        failure -> failure.reason() == Reason.EXISTS ? Mono.empty() : Mono.error(failure));
    }

    /** Files appear whole, under the id of the task that drew them. */
    private static boolean isThere(TaskId task, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        String prefix = task.value().replaceAll("[^A-Za-z0-9_-]", "_") + "-";
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(prefix));
        }
    }
}
