package io.github.novitagateway.runner;

import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.runner.RunRecord.Training;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.Ready;
import io.github.novitagateway.training.TrainingEvent.Submitted;
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
    private final boolean payAgain;

    /**
     * @param payAgain whether what may have been paid and cannot be found is paid once more, and a drawing that failed
     */
    TrainingJob(NovitaGateway novita, TrainingPlan plan, RunFile run, boolean payAgain) {
        this.novita = novita;
        this.plan = plan;
        this.run = run;
        this.payAgain = payAgain;
    }

    Flux<Happening> happenings() {
        return Flux.concat(
                Flux.defer(this::training),
                Flux.defer(() -> new PlannedDrawings(novita, plan, run, payAgain).happenings())
                        .onErrorResume(this::pageInSpiteOf),
                Mono.defer(this::page));
    }

    /** The failure of a drawing weighs more than one of the page. */
    private Flux<Happening> pageInSpiteOf(Throwable failure) {
        return page().onErrorComplete().concatWith(Mono.error(failure));
    }

    private Mono<Happening> page() {
        return run.record()
                .flatMap(record -> new RunPage(plan, run, record, ZoneId.systemDefault()).written())
                .map(file -> report -> report.page(file));
    }

    private Flux<Happening> training() {
        return run.record().flatMapMany(known -> {
            Training training = known.training();
            if (training == null) {
                return started();
            }
            return training.paid()
                    .taskId()
                    .map(task -> goneOn(task, training.name()))
                    .orElseGet(() -> lookedFor(training));
        });
    }

    private Flux<Happening> goneOn(TaskId task, String name) {
        Trained trained = run.trained();
        Happening submitted = report -> report.submitted(task, name);
        Flux<Happening> rest = trained == null
                ? novita.trainings().follow(task).concatMap(this::told)
                : Flux.just(report -> report.ready(task, trained.model(), trained.lora()));
        return rest.startWith(submitted);
    }

    /** A run that ended between sending the request and keeping the id left a training that the list may know. */
    private Flux<Happening> lookedFor(Training training) {
        return novita.trainings()
                .resumeAll()
                .next()
                .map(TaskStatus::taskId)
                .onErrorResume(SubmitOutcomeUnknownException.class, lost -> notFound(training, lost))
                .flatMapMany(task -> goneOn(task, training.name()))
                .switchIfEmpty(Flux.defer(this::started));
    }

    /** A list that could not be read says nothing: paying again is no answer to that. */
    private Mono<TaskId> notFound(Training training, SubmitOutcomeUnknownException lost) {
        if (lost.getSuppressed().length > 0) {
            return Mono.error(lost);
        }
        return payAgain
                ? run.forget(training.paid()).then(Mono.empty())
                : Mono.error(new MayBePaidException("The training \"" + training.name()
                        + "\" may have been paid at " + training.paid().intent().at()
                        + " and is not in the list of trainings. When you are sure that it does not exist, start the"
                        + " same command with --retry-paid-requests to train anew, and perhaps pay twice"));
    }

    private Flux<Happening> started() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String label = new TrainingLabel(plan.essentials(), now).text();
        Happening uploads = report -> report.uploads(plan.pictures().size(), plan.bytes());
        return novita.trainings()
                .run(plan.freshRequest(), plan.images())
                .contextWrite(TaskJournal.label(label))
                .concatMap(this::told)
                .startWith(uploads);
    }

    private Mono<Happening> told(TrainingEvent event) {
        if (event instanceof Submitted submitted) {
            return Mono.just(report -> report.submitted(submitted.taskId(), submitted.name()));
        }
        if (event instanceof Ready ready) {
            String model = ready.model().name();
            return novita.models().loraName(ready.model()).map(lora -> {
                run.keep(new Trained(model, lora));
                return report -> report.ready(ready.status().taskId(), model, lora);
            });
        }
        return Mono.just(report -> report.event(event));
    }
}
