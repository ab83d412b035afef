package io.github.novitagateway.reactor;

import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks in the task list for a training whose answer was lost: at once, then after growing gaps, since the list may
 * show it late.
 *
 * @param tasks the list
 * @param patience how long to go on looking
 */
record LostTraining(TrainingList tasks, Duration patience, Pace pace) {

    private static final Duration FIRST_GAP = Duration.ofSeconds(1);

    /**
     * The task of the lost answer.
     *
     * @param exactName whether others may bear the name too: then nothing is taken for it, and the error tells the
     *     candidates
     * @return its id, or the loss
     */
    Mono<TaskId> adopted(SubmitOutcomeUnknownException lost, String name, boolean exactName) {
        Mono<List<TrainingTask>> look = look(lost, name, exactName ? Long.MAX_VALUE : 1);
        return look.concatWith(Flux.fromStream(this::gaps)
                        .concatMap(gap -> pace.delay(gap).then(look), 1))
                .next()
                .onErrorMap(failure -> suppressedIn(lost, failure))
                .flatMap(found -> exactName
                        ? Mono.error(withCandidates(lost, found))
                        : Mono.just(found.get(0).taskId()))
                .switchIfEmpty(Mono.error(lost));
    }

    /** A look that fails for a passing reason saw nothing. */
    private Mono<List<TrainingTask>> look(SubmitOutcomeUnknownException lost, String name, long most) {
        return tasks.named(name, lost.attemptedAt())
                .take(most)
                .collectList()
                .onErrorResume(
                        failure -> failure instanceof NovitaException novita && novita.isTransient(),
                        missed -> Mono.empty())
                .filter(found -> !found.isEmpty());
    }

    /** 1 s, 2 s, 4 s and so on, as long as their sum fits. */
    private Stream<Duration> gaps() {
        return Stream.iterate(FIRST_GAP, gap -> gap.multipliedBy(2))
                .takeWhile(gap -> gap.multipliedBy(2).minus(FIRST_GAP).compareTo(patience) <= 0);
    }

    private static Throwable suppressedIn(SubmitOutcomeUnknownException lost, Throwable failure) {
        lost.addSuppressed(failure);
        return lost;
    }

    private static SubmitOutcomeUnknownException withCandidates(
            SubmitOutcomeUnknownException lost, List<TrainingTask> candidates) {
        Throwable cause = lost.getCause() == null ? lost : lost.getCause();
        return new SubmitOutcomeUnknownException(lost.name(), lost.attemptedAt(), candidates, cause);
    }
}
