package io.github.novitagateway.runner;

import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.runner.RunRecord.Drawing;
import io.github.novitagateway.task.TaskId;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The drawings of a plan: all ordered first, then each fetched, so that the service draws them side by side. */
final class PlannedDrawings {
    private static final int SIDE_BY_SIDE = 4;

    private final NovitaGateway novita;
    private final TrainingPlan plan;
    private final RunFile run;
    private final boolean payAgain;

    PlannedDrawings(NovitaGateway novita, TrainingPlan plan, RunFile run, boolean payAgain) {
        this.novita = novita;
        this.plan = plan;
        this.run = run;
        this.payAgain = payAgain;
    }

    /** A drawing that fails does not keep the others back; the first failure ends the stream when all is done. */
    Flux<Happening> happenings() {
        return Flux.defer(() -> {
            LateFailures failures = new LateFailures();
            Flux<Happening> ordered = Flux.fromIterable(plan.prompts())
                    .concatMap(prompt -> goingOn(prompt, ordered(prompt).flux(), failures));
            Flux<Happening> fetched = Flux.fromIterable(plan.prompts())
                    .flatMapSequential(
                            prompt -> goingOn(prompt, fetched(prompt), failures), SIDE_BY_SIDE, SIDE_BY_SIDE);
            return Flux.concat(ordered, fetched, failures.end());
        });
    }

    private static Flux<Happening> goingOn(String prompt, Flux<Happening> steps, LateFailures failures) {
        return failures.goingOn(steps, failure -> report -> report.notDrawn(prompt, failure));
    }

    /** Pays unless an earlier run has, or may have; where paying again is accepted, anew for what came to nothing. */
    private Mono<Happening> ordered(String prompt) {
        return known(prompt)
                .flatMap(drawing -> payAgain && drawing.cameToNothing() ? forgotten(drawing) : kept(drawing))
                .switchIfEmpty(Mono.defer(() -> paid(prompt)))
                .map(id -> report -> report.drawing(id, prompt));
    }

    private Mono<TaskId> paid(String prompt) {
        DrawingLabel label = new DrawingLabel(prompt, plan.checkpoint(), trained());
        return novita.images()
                .submit(plan.drawing(prompt, trained().lora()))
                .contextWrite(TaskJournal.label(label.text()));
    }

    private static Mono<TaskId> kept(Drawing drawing) {
        return drawing.paid().taskId().map(Mono::just).orElseGet(() -> Mono.error(mayBePaid(drawing)));
    }

    /** One that failed stays in the record: it was paid. */
    private Mono<TaskId> forgotten(Drawing drawing) {
        return drawing.paid().taskId().isPresent()
                ? Mono.empty()
                : run.forget(drawing.paid()).then(Mono.empty());
    }

    private static MayBePaidException mayBePaid(Drawing drawing) {
        return new MayBePaidException("The drawing \"" + drawing.asked().prompt() + "\" may have been paid at "
                + drawing.paid().intent().at() + ": its order was sent, or was about to be, and no answer was kept. A"
                + " drawing cannot be looked up, so it is not ordered again. To order it all the same, and perhaps pay"
                + " twice, start the same command with --retry-paid-requests");
    }

    private Trained trained() {
        return Objects.requireNonNull(run.trained(), "trained");
    }

    private Flux<Happening> fetched(String prompt) {
        return known(prompt)
                .flatMapMany(drawing ->
                        drawing.paid().taskId().map(task -> saved(prompt, task)).orElseGet(Flux::empty));
    }

    private Flux<Happening> saved(String prompt, TaskId task) {
        return Mono.fromCallable(() -> run.files(task))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(files -> files.isEmpty()
                        ? SavedImages.of(novita, task, prompt, plan.out())
                        : there(files, prompt, task));
    }

    private Flux<Happening> there(List<String> files, String prompt, TaskId task) {
        return Flux.range(0, files.size())
                .map(index -> report -> report.saved(run.path(files.get(index)), prompt, index, task));
    }

    private Mono<Drawing> known(String prompt) {
        return run.record().flatMap(record -> Mono.justOrEmpty(record.drawing(prompt, plan.checkpoint())));
    }
}
