package io.github.novitagateway.reactor;

import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TrainingTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
     * @param kind that was ordered, whatever the list says of it
     * @param exactName whether others may bear the name too: then nothing is taken for it, and the error tells the
     *     candidates
     * @return its id, or the loss, in which the reason is suppressed if the list could not be read at last
     */
    Mono<TaskId> adopted(SubmitOutcomeUnknownException lost, TaskId.Kind kind, String name, boolean exactName) {
        return Mono.defer(() -> {
            AtomicReference<@Nullable Throwable> missed = new AtomicReference<>();
            Mono<List<TrainingTask>> look = look(lost, name, exactName ? Long.MAX_VALUE : 1, missed);
            return look.concatWith(again(look, pace.now().plus(patience)))
                    .next()
                    .onErrorMap(failure -> suppressedIn(lost, failure))
                    .flatMap(found -> exactName
                            ? Mono.error(withCandidates(lost, found))
                            : Mono.just(new TaskId(kind, found.get(0).taskId().value())))
                    .switchIfEmpty(Mono.error(() -> suppressedIn(lost, missed.get())));
        });
    }

    /** The looks themselves can take long, too. */
    private Flux<List<TrainingTask>> again(Mono<List<TrainingTask>> look, Instant end) {
        return Flux.fromStream(this::gaps)
                .concatMap(
                        gap -> pace.now().plus(gap).isAfter(end)
                                ? Mono.empty()
                                : tasks.lifecycle().guard(pace.delay(gap)).then(look),
                        1);
    }

    /**
     * A look that fails for a passing reason saw nothing.
     *
     * @param missed keeps that reason until a later look sees the list
     */
    private Mono<List<TrainingTask>> look(
            SubmitOutcomeUnknownException lost, String name, long most, AtomicReference<@Nullable Throwable> missed) {
        return tasks.named(name, lost.attemptedAt())
                .take(most)
                .collectList()
                .doOnNext(seen -> missed.set(null))
                .doOnError(missed::set)
                .onErrorResume(
                        failure -> failure instanceof NovitaException novita && novita.isTransient(),
                        passing -> Mono.empty())
                .filter(found -> !found.isEmpty());
    }

    /** 1 s, 2 s, 4 s and so on, as long as their sum fits. */
    private Stream<Duration> gaps() {
        return Stream.iterate(FIRST_GAP, gap -> gap.multipliedBy(2))
                .takeWhile(gap -> gap.multipliedBy(2).minus(FIRST_GAP).compareTo(patience) <= 0);
    }

    private static Throwable suppressedIn(SubmitOutcomeUnknownException lost, @Nullable Throwable failure) {
        if (failure != null) {
            lost.addSuppressed(failure);
        }
        return lost;
    }

    private static SubmitOutcomeUnknownException withCandidates(
            SubmitOutcomeUnknownException lost, List<TrainingTask> candidates) {
        Throwable cause = lost.getCause() == null ? lost : lost.getCause();
        return new SubmitOutcomeUnknownException(lost.name(), lost.attemptedAt(), candidates, cause);
    }
}
