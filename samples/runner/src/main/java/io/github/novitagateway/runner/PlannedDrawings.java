package io.github.novitagateway.runner;

import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.runner.RunRecord.Drawing;
import io.github.novitagateway.task.TaskId;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The drawings of a plan: all ordered first, then each fetched, so that the service draws them side by side. */
final class PlannedDrawings {
    private static final int SIDE_BY_SIDE = 4;

    private final NovitaGateway novita;
    private final TrainingPlan plan;
    private final RunFile run;

    PlannedDrawings(NovitaGateway novita, TrainingPlan plan, RunFile run) {
        this.novita = novita;
        this.plan = plan;
        this.run = run;
    }

    Flux<Happening> happenings() {
        return Flux.concat(
                Flux.fromIterable(plan.prompts()).concatMap(this::ordered),
                Flux.fromIterable(plan.prompts())
                        .flatMapSequentialDelayError(
                                prompt -> Flux.defer(() -> saved(drawing(prompt))), SIDE_BY_SIDE, SIDE_BY_SIDE));
    }

    /** Pays unless an earlier run has. */
    private Mono<Happening> ordered(String prompt) {
        Mono<TaskId> task = Mono.justOrEmpty(run.current().drawing(prompt, plan.checkpoint()))
                .map(known -> TaskId.parse(known.task()))
                .switchIfEmpty(Mono.defer(() -> paid(prompt)));
        return task.map(id -> report -> report.drawing(id, prompt));
    }

    private Mono<TaskId> paid(String prompt) {
        String lora = Objects.requireNonNull(run.current().lora(), "lora");
        return novita.images()
                .submit(plan.drawing(prompt, lora))
                .flatMap(id -> run.update(record -> record.with(Drawing.ordered(prompt, plan.checkpoint(), id)))
                        .thenReturn(id));
    }

    private Flux<Happening> saved(Drawing drawing) {
        TaskId task = TaskId.parse(drawing.task());
        if (run.holds(drawing)) {
            return Flux.fromStream(() -> IntStream.range(0, drawing.files().size())
                    .mapToObj(
                            i -> report -> report.saved(run.path(drawing.files().get(i)), drawing.prompt(), i, task)));
        }
        return novita.images()
                .result(task)
                .flatMapIterable(GenerationStatus::images)
                .concatMap(image -> saved(image, drawing.prompt()));
    }

    private Mono<Happening> saved(GeneratedImage image, String prompt) {
        return novita.images()
                .download(image, plan.out())
                .onErrorResume(DownloadException.class, PlannedDrawings::alreadyThere)
                .flatMap(file -> run.update(record -> record.with(
                                drawing(prompt).holding(file.getFileName().toString())))
                        .thenReturn(report -> report.saved(file, prompt, image.index(), image.taskId())));
    }

    /** A run that ended between saving the file and keeping its name left a whole file. */
    private static Mono<Path> alreadyThere(DownloadException failure) {
        return failure.getCause() instanceof FileAlreadyExistsException existing
                ? Mono.just(Path.of(existing.getFile()))
                : Mono.error(failure);
    }

    private Drawing drawing(String prompt) {
        return run.current().drawing(prompt, plan.checkpoint()).orElseThrow();
    }
}
