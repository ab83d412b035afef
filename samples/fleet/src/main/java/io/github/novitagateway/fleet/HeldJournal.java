package io.github.novitagateway.fleet;

import io.github.novitagateway.reactor.TaskJournal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * The journal as a worker's gateway has it. A request may stand in line for permits for long: it is noted, and so sent,
 * only if its job is in the worker's hands still.
 *
 * @param journal of the fleet
 */
record HeldJournal(TaskJournal journal) implements TaskJournal {

    /**
     * For the request of a job.
     *
     * @param check is made when the request has its permits, and again when its intent is noted: who takes the job over
     *     in between sees the one or the other. Where it fails, nothing is sent, and the intent is taken back
     */
    static Function<Context, Context> checking(Mono<Void> check) {
        return context -> context.put(HeldJournal.class, check);
    }

    @Override
    public Mono<Void> append(Entry entry) {
        return entry instanceof Intended intended ? intended(intended) : journal.append(entry);
    }

    private Mono<Void> intended(Intended intended) {
        Mono<Void> takenBack = Mono.defer(() -> journal.append(new Refused(intended.key(), Instant.now())));
        return checked()
                .then(Mono.defer(() -> journal.append(intended)))
                .then(checked()
                        .onErrorResume(left -> takenBack.onErrorComplete().then(Mono.error(left))));
    }

    private static Mono<Void> checked() {
        return Mono.deferContextual(context -> context.getOrDefault(HeldJournal.class, Mono.<Void>empty()));
    }

    @Override
    public Flux<PaidTask> unfinished() {
        return journal.unfinished();
    }

    @Override
    public Flux<PaidTask> tasks() {
        return journal.tasks();
    }

    @Override
    public Mono<BigDecimal> spent(String run) {
        return journal.spent(run);
    }

    @Override
    public Mono<BigDecimal> counted(String key) {
        return journal.counted(key);
    }

    @Override
    public Flux<PaidTask> takeOver() {
        return journal.takeOver();
    }

    @Override
    public Mono<Stored> stored(String sha256) {
        return journal.stored(sha256);
    }
}
