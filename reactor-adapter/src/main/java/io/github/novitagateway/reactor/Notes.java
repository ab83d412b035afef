package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.JournalException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.reactor.PaidRequests.Order;
import io.github.novitagateway.reactor.TaskJournal.Cost;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Entry;
import io.github.novitagateway.reactor.TaskJournal.Intended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.reactor.TaskJournal.Refused;
import io.github.novitagateway.reactor.TaskJournal.Started;
import io.github.novitagateway.reactor.TaskJournal.Stored;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the gateway writes into its journal, and when; nothing where there is none. */
record Notes(@Nullable TaskJournal journal, Pace pace) {

    private static final int LATEST = 20;

    /**
     * Notes the intent before the request goes out, and its outcome before anybody hears of it. A request whose intent
     * cannot be noted is not sent. The note may be there all the same, or come to be: one that fails is noted as
     * refused, as is a request that is cancelled and surely was not taken.
     *
     * @param tries of the request
     * @param request gets the key by which it is noted
     * @param cost that counts from the intent on, and not for a request that is refused; null when nobody counts
     */
    Mono<TaskId> paid(Order order, @Nullable Cost cost, Tries tries, Function<String, Mono<TaskId>> request) {
        if (journal == null) {
            return request.apply(randomKey());
        }
        return Mono.deferContextual(context -> {
            String key = randomKey();
            String label = context.getOrDefault(TaskJournal.class, null);
            Intended intent = new Intended(key, order.kind(), order.name(), order.exactName(), label, pace.now(), cost);
            return Mono.usingWhen(
                            Mono.just(key),
                            noted -> intended(intent).then(Mono.defer(() -> request.apply(noted))),
                            taken -> Mono.empty(),
                            (noted, failure) -> isDefinite(failure, tries) ? refused(noted) : Mono.empty(),
                            noted -> tries.surelyNotTaken() ? refused(noted) : Mono.empty())
                    .flatMap(task -> started(key, task));
        });
    }

    private Mono<Void> intended(Intended intent) {
        return append(intent, null)
                .onErrorMap(failure -> new NotSentException("the journal does not take the intent", false, failure));
    }

    private Mono<Void> refused(String key) {
        return append(new Refused(key, pace.now()), null).onErrorComplete();
    }

    /** Notes the task that came of a request. One that cannot be noted is told in the error, since it is paid. */
    Mono<TaskId> started(String key, TaskId task) {
        return append(new Started(key, task, pace.now()), task).thenReturn(task);
    }

    /**
     * Takes a picture that is stored already, else stores it and notes that. A data set holds a picture once under each
     * id, so two alike need two; a note that fails is not worth the picture.
     *
     * @param taken the ids of the data set so far
     */
    Mono<AssetId> stored(ImageBody image, Mono<AssetId> upload, Set<AssetId> taken) {
        if (journal == null) {
            return upload;
        }
        return image.sha256()
                .flatMap(sha256 -> Mono.defer(() -> journal.stored(sha256))
                        .onErrorComplete()
                        .map(Stored::asset)
                        .filter(taken::add)
                        .switchIfEmpty(upload.flatMap(asset -> append(new Stored(sha256, asset, pace.now()), null)
                                .onErrorComplete()
                                .thenReturn(asset)))
                        .doOnNext(taken::add));
    }

    /** Notes each step of the task that asking brings; a note that fails is not worth the watch. */
    <S extends TaskSnapshot> Mono<S> observed(Mono<S> question) {
        if (journal == null) {
            return question;
        }
        AtomicReference<@Nullable Step> noted = new AtomicReference<>();
        return question.flatMap(snapshot -> {
            Step step = Step.of(snapshot);
            return step.equals(noted.getAndSet(step)) ? Mono.just(snapshot) : noted(snapshot);
        });
    }

    /** Notes the end of the task, where the answer tells one; a note that fails is not worth the answer. */
    <S extends TaskSnapshot> Mono<S> ended(Mono<S> question) {
        if (journal == null) {
            return question;
        }
        return question.flatMap(snapshot -> snapshot.terminal() ? noted(snapshot) : Mono.just(snapshot));
    }

    private <S extends TaskSnapshot> Mono<S> noted(S snapshot) {
        return append(entry(snapshot), null).onErrorComplete().thenReturn(snapshot);
    }

    /** {@return the paid requests of the journal that have no known end, and that no other node works on} */
    Flux<PaidTask> takeOver() {
        if (journal == null) {
            throw new IllegalStateException("journal must be given to the gateway's builder but was absent");
        }
        return Flux.defer(journal::takeOver);
    }

    /**
     * How long trainings of that kind took from their submit to their end in service: the middle one of the last few.
     * Empty when the journal knows of none, or cannot be read.
     */
    Mono<Duration> usualTime(TaskId.Kind kind) {
        if (journal == null) {
            return Mono.empty();
        }
        return Flux.defer(journal::tasks)
                .filter(task -> task.intent().kind() == kind)
                .flatMapIterable(Notes::timeToService)
                .takeLast(LATEST)
                .collectSortedList()
                .onErrorComplete()
                .filter(times -> !times.isEmpty())
                .map(times -> times.get(times.size() / 2));
    }

    private static List<Duration> timeToService(PaidTask task) {
        Started start = task.start();
        Ended end = task.end();
        return start != null && end != null && TrainingStage.READY.name().equals(end.stage())
                ? List.of(Duration.between(start.at(), end.at()))
                : List.of();
    }

    private record Step(Enum<?> stage, @Nullable Long percent) {

        static Step of(TaskSnapshot snapshot) {
            Double progress = snapshot.progressPercent();
            return new Step(snapshot.stage(), progress == null ? null : Math.round(progress));
        }
    }

    private Entry entry(TaskSnapshot snapshot) {
        String stage = snapshot.stage().name();
        return snapshot.terminal()
                ? new Ended(snapshot.taskId(), stage, pace.now())
                : new Observed(snapshot.taskId(), stage, snapshot.progressPercent(), pace.now());
    }

    private Mono<Void> append(Entry entry, @Nullable TaskId paid) {
        return Mono.defer(() -> Objects.requireNonNull(journal).append(entry))
                .onErrorMap(failure -> new JournalException("the journal does not take an entry", paid, failure));
    }

    /** A failure that is none of ours says nothing about what the service has done. */
    private static boolean isDefinite(Throwable failure, Tries tries) {
        return failure instanceof NovitaException
                ? !(failure instanceof SubmitOutcomeUnknownException)
                : tries.surelyNotTaken();
    }

    private static String randomKey() {
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
