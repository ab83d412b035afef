package io.github.novitagateway.webflux.training;

import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.reactor.FileTaskJournal;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.Submitted;
import io.github.novitagateway.training.TrainingTask;
import io.github.novitagateway.webflux.training.TrainingEvents.Stage;
import io.github.novitagateway.webflux.training.TrainingEvents.StatusTold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Takes a training from wherever it stands to its end. The journal knows what was paid: its label on the request is our
 * id, so nothing is ordered twice, whenever the application was ended.
 */
@Component
final class TrainingRun {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
    private static final int LOOKS = 7;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final NovitaGateway novita;
    private final FileTaskJournal journal;
    private final TrainingTeller teller;

    TrainingRun(NovitaGateway novita, FileTaskJournal journal, TrainingTeller teller) {
        this.novita = novita;
        this.journal = journal;
        this.teller = teller;
    }

    Mono<StatusTold> of(LiveTraining training) {
        return Flux.defer(() -> events(training))
                .concatMap(event -> teller.tell(training, event), 1)
                .singleOrEmpty()
                .onErrorResume(failure -> {
                    LOG.info("Training {} stopped: {}", training.id(), failure.toString());
                    return teller.failed(training, failure);
                });
    }

    private Flux<TrainingEvent> events(LiveTraining training) {
        return training.now()
                .task()
                .map(task -> novita.trainings().follow(task))
                .orElseGet(() -> paid(training)
                        .map(paid -> followed(training, paid))
                        .defaultIfEmpty(Flux.defer(() -> begun(training)))
                        .flatMapMany(events -> events));
    }

    private Mono<PaidTask> paid(LiveTraining training) {
        return journal.tasks()
                .filter(task -> training.id().equals(task.intent().label()))
                .takeLast(1)
                .next();
    }

    /** Pictures that are stored already are not sent again: the journal knows them too. */
    private Flux<TrainingEvent> begun(LiveTraining training) {
        training.tell(StatusTold.of(training.id(), Stage.UPLOADING));
        return teller.request(training.now())
                .flatMapMany(order -> novita.trainings().run(order.request(), order.pictures()))
                .contextWrite(TaskJournal.label(training.id()));
    }

    private Flux<TrainingEvent> followed(LiveTraining training, PaidTask paid) {
        Intended intent = paid.intent();
        Mono<TaskId> task = Mono.justOrEmpty(paid.taskId()).switchIfEmpty(Mono.defer(() -> {
            training.tell(StatusTold.of(training.id(), Stage.SEARCHING));
            return lookedFor(intent);
        }));
        String name = Objects.requireNonNullElse(intent.name(), training.now().name());
        return task.flatMapMany(id -> Flux.concat(
                Mono.<TrainingEvent>just(new Submitted(id, name)),
                novita.trainings().follow(id)));
    }

    /** Looks in the service's list for a training whose answer was lost, and lets the journal know it. */
    private Mono<TaskId> lookedFor(Intended intent) {
        String name = Objects.requireNonNull(intent.name(), "name");
        Mono<TaskId> look = novita.trainings().find(name, intent.at()).next().map(TrainingTask::taskId);
        return Flux.range(0, LOOKS)
                .concatMap(turn -> turn == 0 ? look : look.delaySubscription(BETWEEN_LOOKS), 1)
                .next()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(failure -> failure instanceof NovitaException passing && passing.isTransient()))
                .switchIfEmpty(Mono.error(() -> new SubmitOutcomeUnknownException(
                        name, intent.at(), List.of(), new IllegalStateException("the answer was lost"))))
                .flatMap(task -> journal.append(new Started(intent.key(), task, Instant.now()))
                        .thenReturn(task));
    }
}
