package io.github.novitagateway.fleet;

import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.image.GenerationStatus.GenerationState;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What the journal of all nodes knows under a label. A Redis that is away is waited for, for half a minute.
 *
 * @param journal of the fleet
 */
record JobJournal(TaskJournal journal) {
    private static final Retry WHILE_IT_IS_AWAY = Retry.backoff(35, Duration.ofMillis(100))
            .maxBackoff(Duration.ofSeconds(1))
            .filter(JournalException.class::isInstance)
            .onRetryExhaustedThrow((retries, last) -> last.failure());

    /** {@return the requests that have no known end} */
    Flux<PaidTask> paid(String label) {
        return unfinished(label::equals);
    }

    private Flux<PaidTask> unfinished(Predicate<@Nullable String> label) {
        return Flux.defer(journal::unfinished)
                .filter(task -> label.test(task.intent().label()))
                .collectList()
                .retryWhen(WHILE_IT_IS_AWAY)
                .flatMapIterable(tasks -> tasks);
    }

    /** Notes the task of requests whose outcome was not known. */
    Mono<Void> started(String label, TaskId task) {
        return open(label)
                .concatMap(request -> append(new Started(request.intent().key(), task, Instant.now())))
                .then();
    }

    /** Notes that no task came of requests whose outcome was not known. */
    Mono<Void> forget(String label) {
        return open(label)
                .concatMap(request -> append(new Refused(request.intent().key(), Instant.now())))
                .then();
    }

    /**
     * Notes the good end of all that was paid under a label, and under those that begin with it and a slash: a gateway
     * goes on where the journal was away when a task ended.
     */
    Mono<Void> ended(String label) {
        return unfinished(other -> other != null && (other + "/").startsWith(label + "/"))
                .concatMap(task -> Mono.justOrEmpty(task.taskId()))
                .concatMap(task -> append(new Ended(task, stage(task), Instant.now())))
                .then();
    }

    private static String stage(TaskId task) {
        return task.kind() == TaskId.Kind.IMAGE ? GenerationState.SUCCEED.name() : TrainingStage.READY.name();
    }

    private Flux<PaidTask> open(String label) {
        return paid(label).filter(task -> task.start() == null);
    }

    private Mono<Void> append(TaskJournal.Entry entry) {
        return Mono.defer(() -> journal.append(entry)).retryWhen(WHILE_IT_IS_AWAY);
    }
}
