package io.github.novitagateway.fleet;

import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A request that is paid once, however often its job is begun. Before it is sent, the job tells that it is about to be,
 * which only its holder can; then the journal. So whoever goes on with the job knows when to look for it.
 *
 * @param field of the job that keeps the task
 * @param label in the journal
 * @param state of the job from the moment it is sent
 * @param order gets ready what the request needs, and gives the request
 * @param search looks at the service for its task, which was begun then at the earliest; empty where there is none, or
 *     no way to find it
 */
record PaidOnce(
        JobHold hold,
        JobJournal journal,
        PayingRules rules,
        String field,
        String label,
        JobState state,
        Mono<Mono<TaskId>> order,
        Function<Instant, Mono<TaskId>> search) {

    private static final String NAME_EXISTED = "TASK_NAME_EXISTED";
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    /**
     * How careful it is.
     *
     * @param settling how long after it was about to be sent a request may still come to light
     * @param payAgain whether what may have been paid, and cannot be found, is paid once more
     */
    record PayingRules(Duration settling, boolean payAgain) {}

    /** {@return the task, which the job has kept} */
    Mono<TaskId> task() {
        return hold.known()
                .flatMap(known -> kept(known)
                        .map(Mono::just)
                        .orElseGet(() -> lookedFor(known).switchIfEmpty(Mono.defer(() -> ordered(known)))));
    }

    private Optional<TaskId> kept(Map<String, String> known) {
        return Optional.ofNullable(known.get(field)).map(TaskId::parse);
    }

    private Mono<TaskId> lookedFor(Map<String, String> known) {
        String begun = known.get(begun());
        return begun == null ? Mono.empty() : lookedFor(Instant.ofEpochMilli(Long.parseLong(begun)));
    }

    private Mono<TaskId> lookedFor(Instant begun) {
        Duration rest = Duration.between(Instant.now(), begun.plus(rules.settling()));
        Mono<TaskId> later = hold.pausable(rest.isNegative() ? Mono.empty() : Mono.delay(rest))
                .then(Mono.defer(() -> inJournalOrAtTheService(begun)));
        return inJournal().switchIfEmpty(later).flatMap(this::keep);
    }

    private Mono<TaskId> inJournal() {
        return journal.paid(label)
                .concatMapIterable(paid -> paid.taskId().stream().toList())
                .next();
    }

    private Mono<TaskId> inJournalOrAtTheService(Instant begun) {
        return inJournal()
                .switchIfEmpty(hold.pausable(search.apply(begun.minus(CLOCKS_APART)))
                        .flatMap(task -> journal.started(label, task).thenReturn(task)))
                .switchIfEmpty(journal.paid(label).collectList().flatMap(this::notFound));
    }

    private Mono<TaskId> notFound(List<PaidTask> open) {
        if (open.isEmpty()) {
            return Mono.empty();
        }
        return rules.payAgain()
                ? journal.forget(label).then(Mono.empty())
                : Mono.error(new MayBePaidException(label + " may have been paid at "
                        + open.get(0).intent().at() + ": its request was sent, or was about to be, and no answer was"
                        + " kept. It is not paid again without --retry-paid-requests"));
    }

    private Mono<TaskId> ordered(Map<String, String> known) {
        return order.flatMap(request -> request.contextWrite(TaskJournal.label(label))
                        .contextWrite(HeldJournal.checking(hold.pausable(begin()))))
                .onErrorResume(NotSentException.class, this::unsent)
                .onErrorResume(JournalException.class, this::unnoted)
                .onErrorResume(SubmitOutcomeUnknownException.class, this::theOnlyCandidate)
                .onErrorResume(
                        refusal -> known.containsKey(begun()) && isOfItsName(refusal),
                        refusal -> hold.pausable(search.apply(Instant.EPOCH)).switchIfEmpty(Mono.error(refusal)))
                .flatMap(this::keep);
    }

    /** It is there after all, and came to light too late, or bears a time of another clock. */
    private static boolean isOfItsName(Throwable refusal) {
        return refusal instanceof ApiException told && NAME_EXISTED.equals(told.reason());
    }

    /** In the moment before it is sent, which only the holder of the job may note. */
    private Mono<Void> begin() {
        return Mono.defer(
                () -> hold.note(JobNotes.of(state).with(begun(), Instant.now().toEpochMilli())));
    }

    /** A job that is left is another's, and so may be what the journal knows under its label. */
    private Mono<TaskId> unsent(NotSentException unsent) {
        Throwable reason = unsent.getCause() instanceof JournalException noted ? noted.getCause() : unsent.getCause();
        return reason instanceof StoppedException || reason instanceof LostJobException
                ? Mono.error(reason)
                : hold.note(JobNotes.none()).then(journal.forget(label)).then(Mono.error(unsent));
    }

    /** It is paid, and the journal was away when that was to be noted. */
    private Mono<TaskId> unnoted(JournalException failure) {
        TaskId task = failure.taskId();
        return task == null ? Mono.error(failure) : journal.started(label, task).thenReturn(task);
    }

    /** The name is the job's own, so a task that bears it is the job's. */
    private Mono<TaskId> theOnlyCandidate(SubmitOutcomeUnknownException lost) {
        return lost.candidates().isEmpty()
                ? Mono.error(lost)
                : journal.started(label, lost.candidates().get(0).taskId())
                        .thenReturn(lost.candidates().get(0).taskId());
    }

    private Mono<TaskId> keep(TaskId task) {
        return hold.note(JobNotes.of(state).with(field, task)).thenReturn(task);
    }

    private String begun() {
        return field + ":begun";
    }
}
