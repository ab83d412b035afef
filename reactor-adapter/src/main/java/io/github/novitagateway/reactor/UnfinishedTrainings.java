package io.github.novitagateway.reactor;

import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskId.Kind;
import io.github.novitagateway.training.TaskStatus;
import java.util.List;
import java.util.Objects;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Trainings of the journal that have no known end: watched, or looked for where not even their id is known. */
record UnfinishedTrainings(Notes notes, LostTraining search, ManyTrainings many) {

    /** So many at once: each walks the whole list, several times. */
    private static final int SEARCHES = 4;

    Flux<TaskStatus> statuses() {
        Mono<List<PaidTask>> trainings = notes.takeOver()
                .filter(task -> task.intent().kind() != Kind.IMAGE)
                .collectList();
        return many.lifecycle().guard(trainings.flatMapMany(this::statuses));
    }

    private Flux<TaskStatus> statuses(List<PaidTask> trainings) {
        List<TaskId> known = trainings.stream()
                .flatMap(training -> training.taskId().stream())
                .toList();
        Flux<TaskStatus> lost = Flux.fromIterable(trainings)
                .filter(training -> training.taskId().isEmpty())
                .flatMapDelayError(training -> found(training.intent()), SEARCHES, 1)
                .flatMapDelayError(this::watch, Integer.MAX_VALUE, 1);
        return Flux.mergeDelayError(1, many.watch(known, ManyTrainings.INTERVAL), lost)
                .onErrorMap(Exceptions::isMultiple, UnfinishedTrainings::first);
    }

    private Flux<TaskStatus> watch(TaskId id) {
        return many.watch(List.of(id), ManyTrainings.INTERVAL);
    }

    private Mono<TaskId> found(Intended intent) {
        String name = Objects.requireNonNull(intent.name(), "name");
        SubmitOutcomeUnknownException lost = new SubmitOutcomeUnknownException(
                name, intent.at(), List.of(), new IllegalStateException("the gateway ended before the answer came"));
        return search.adopted(lost, intent.kind(), name, intent.exactName())
                .flatMap(task -> notes.started(intent.key(), task));
    }

    /** Those of one stream may be several already. */
    private static Throwable first(Throwable several) {
        return ManyTrainings.first(Exceptions.unwrapMultiple(several).stream()
                .flatMap(part -> Exceptions.unwrapMultiple(part).stream())
                .toList());
    }
}
