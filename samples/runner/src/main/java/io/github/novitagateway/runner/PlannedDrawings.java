package io.github.novitagateway.runner;

import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.image.GeneratedImage;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.runner.RunRecord.Drawing;
import io.github.novitagateway.task.TaskId;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    /** A drawing that fails does not keep the others back; the first failure ends the stream when all is done. */
    Flux<Happening> happenings() {
        return Flux.defer(() -> {
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            Flux<Happening> ordered = Flux.fromIterable(plan.prompts())
                    .concatMap(prompt -> goingOn(prompt, ordered(prompt).flux(), failures));
            Flux<Happening> fetched = Flux.fromIterable(plan.prompts())
                    .flatMapSequential(
                            prompt -> goingOn(prompt, fetched(prompt), failures), SIDE_BY_SIDE, SIDE_BY_SIDE);
            return Flux.concat(ordered, fetched, Flux.defer(() -> end(failures)));
        });
    }

    private static Flux<Happening> goingOn(String prompt, Flux<Happening> steps, Queue<Throwable> failures) {
        return steps.onErrorResume(failure -> {
            failures.add(failure);
            return Mono.just(report -> report.notDrawn(prompt, failure));
        });
    }

    private static Flux<Happening> end(Queue<Throwable> failures) {
        return failures.isEmpty() ? Flux.empty() : Flux.error(failures.element());
    }

    /** Pays unless an earlier run has, or may have. */
    private Mono<Happening> ordered(String prompt) {
        Mono<TaskId> task = known(prompt)
                .map(drawing -> drawing.taskId().map(Mono::just).orElseGet(() -> Mono.error(mayBePaid(drawing))))
                .orElseGet(() -> paid(prompt));
        return task.map(id -> report -> report.drawing(id, prompt));
    }

    /** The intent is on disk before the request goes out, and the id before anything else happens. */
    private Mono<TaskId> paid(String prompt) {
        TextToImageRequest request = plan.drawing(prompt, lora());
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Drawing intended = Drawing.intended(prompt, plan.checkpoint(), now);
        Mono<TaskId> submitted = novita.images()
                .submit(request)
                .onErrorResume(
                        PaidRequests::surelyNotTaken,
                        refusal ->
                                run.update(record -> record.without(intended)).then(Mono.error(refusal)));
        return run.update(record -> record.with(intended))
                .then(submitted)
                .flatMap(id -> run.update(record -> record.with(intended.submitted(id)))
                        .thenReturn(id));
    }

    private MayBePaidException mayBePaid(Drawing drawing) {
        List<String> anew = List.of(
                "generate",
                "--lora",
                lora() + ":" + LoraText.STRENGTH,
                "--checkpoint",
                drawing.checkpoint(),
                "--prompt",
                drawing.prompt(),
                "--out",
                plan.out().toString(),
                "--base-url",
                run.current().service());
        return new MayBePaidException("The drawing \"" + drawing.prompt() + "\" may have been paid at "
                + drawing.orderedAt() + ": its order was sent, or was about to be, and no answer was kept. A drawing"
                + " cannot be looked up, so it is not ordered again. To order it all the same, and perhaps pay twice,"
                + " start: novita " + ShellWords.join(anew));
    }

    private String lora() {
        return Objects.requireNonNull(run.current().lora(), "lora");
    }

    private Flux<Happening> fetched(String prompt) {
        return Flux.defer(() -> known(prompt)
                .flatMap(drawing -> drawing.taskId().map(task -> saved(drawing, task)))
                .orElseGet(Flux::empty));
    }

    private Flux<Happening> saved(Drawing drawing, TaskId task) {
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
                .flatMap(file -> run.update(record -> record.with(record.drawing(prompt, plan.checkpoint())
                                .orElseThrow()
                                .holding(file.getFileName().toString())))
                        .thenReturn(report -> report.saved(file, prompt, image.index(), image.taskId())));
    }

    /** A run that ended between saving the file and keeping its name left a whole file. */
    private static Mono<Path> alreadyThere(DownloadException failure) {
        return failure.getCause() instanceof FileAlreadyExistsException existing
                ? Mono.just(Path.of(existing.getFile()))
                : Mono.error(failure);
    }

    private Optional<Drawing> known(String prompt) {
        return run.current().drawing(prompt, plan.checkpoint());
    }
}
