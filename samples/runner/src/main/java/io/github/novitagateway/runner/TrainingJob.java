package io.github.novitagateway.runner;

import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.Ready;
import io.github.novitagateway.training.TrainingEvent.StatusChanged;
import io.github.novitagateway.training.TrainingEvent.Submitted;
import io.github.novitagateway.training.TrainingTask;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The main job: from pictures to a model in service, then to drawings. It starts wherever its record stands. */
final class TrainingJob {
    private final NovitaGateway novita;
    private final TrainingPlan plan;
    private final RunFile run;

    TrainingJob(NovitaGateway novita, TrainingPlan plan, RunFile run) {
        this.novita = novita;
        this.plan = plan;
        this.run = run;
    }

    Flux<Happening> happenings() {
        return Flux.concat(
                Flux.defer(this::training),
                Flux.defer(() -> new PlannedDrawings(novita, plan, run).happenings())
                        .onErrorResume(this::pageInSpiteOf),
                Mono.defer(this::page));
    }

    /** The failure of a drawing weighs more than one of the page. */
    private Flux<Happening> pageInSpiteOf(Throwable failure) {
        return page().onErrorComplete().concatWith(Mono.error(failure));
    }

    private Mono<Happening> page() {
        return new RunPage(plan, run, ZoneId.systemDefault()).written().map(file -> report -> report.page(file));
    }

    private Flux<Happening> training() {
        RunRecord known = run.current();
        TaskId task = known.taskId().orElse(null);
        if (task == null) {
            return foundOrStarted(known);
        }
        if (known.model() != null && known.lora() != null) {
            String model = known.model();
            String lora = known.lora();
            return Flux.just(
                    report -> report.submitted(task, known.sentName()), report -> report.ready(task, model, lora));
        }
        return resumed(task).concatMap(this::kept);
    }

    /** A run that ended between sending the request and keeping the id left a training that the list knows. */
    private Flux<Happening> foundOrStarted(RunRecord known) {
        Flux<TrainingEvent> found = run.begun()
                ? novita.trainings()
                        .find(known.sentName(), Instant.EPOCH)
                        .next()
                        .flatMapMany(this::adopted)
                : Flux.empty();
        return found.concatMap(this::kept).switchIfEmpty(Flux.defer(() -> started(known)));
    }

    private Flux<Happening> started(RunRecord known) {
        if (known.outcomeUnknownSince() != null) {
            return Flux.error(new IllegalArgumentException("The training \"" + known.sentName()
                    + "\" may have been paid at "
                    + known.outcomeUnknownSince() + " and is not in the list of trainings. When you are sure that it"
                    + " does not exist, name another folder with --out to train anew"));
        }
        Happening uploads = report -> report.uploads(plan.pictures().size(), plan.bytes());
        Instant now = now();
        Flux<Happening> events = run.update(record -> record.sending(now))
                .thenMany(novita.trainings().run(plan.requestNamed(known.sentName()), plan.images()))
                .concatMap(this::kept)
                .onErrorResume(NovitaException.class, failure -> closed(failure).then(Mono.error(failure)));
        return events.startWith(uploads);
    }

    /** Keeps what the failure tells of the payment. */
    private Mono<RunRecord> closed(NovitaException failure) {
        if (failure instanceof SubmitOutcomeUnknownException lost) {
            return run.update(record -> record.outcomeUnknown(lost.attemptedAt()));
        }
        return PaidRequests.surelyNotTaken(failure) ? run.update(RunRecord::notSending) : Mono.empty();
    }

    private Flux<TrainingEvent> adopted(TrainingTask task) {
        Instant since = task.createdAt() == null ? now() : task.createdAt();
        return run.update(record -> record.submitted(task.taskId(), since)).thenMany(resumed(task.taskId()));
    }

    private Flux<TrainingEvent> resumed(TaskId task) {
        return novita.trainings()
                .follow(task)
                .startWith(new Submitted(task, run.current().sentName()));
    }

    /** What is paid is on disk before anything else happens. */
    private Mono<Happening> kept(TrainingEvent event) {
        if (event instanceof Submitted submitted) {
            Instant now = now();
            return run.update(record -> record.submitted(submitted.taskId(), now))
                    .thenReturn(report -> report.submitted(submitted.taskId(), submitted.name()));
        }
        if (event instanceof Ready ready) {
            String model = ready.model().name();
            return novita.models()
                    .loraName(ready.model())
                    .flatMap(lora -> run.update(record -> record.ready(model, lora))
                            .thenReturn(report -> report.ready(ready.status().taskId(), model, lora)));
        }
        if (event instanceof StatusChanged changed) {
            Instant now = now();
            return run.update(record -> record.seen(changed.status(), now)).thenReturn(report -> report.event(event));
        }
        return Mono.just(report -> report.event(event));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
