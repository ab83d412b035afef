package io.github.novitagateway.reactor;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.task.TaskId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * What a gateway remembers over restarts: each paid request from before it is sent to its end, and each stored picture.
 *
 * <p>A journal belongs to one account of the service. It holds no key and no presigned link. Errors of its methods are
 * {@link io.github.novitagateway.error.NovitaException.JournalException}. {@link FileTaskJournal} keeps one in a file.
 */
public interface TaskJournal {

    /** How long a stored picture may be relied on, unless a journal is told otherwise. */
    Duration UPLOADS_GOOD_FOR = Duration.ofHours(24);

    /** How long a task is kept after its end, unless a journal is told otherwise. */
    Duration KEEP_FINISHED = Duration.ofDays(7);

    /**
     * Adds an entry. An entry about a paid request or task that no {@link Intended} has begun is left out, silently: a
     * watch of somebody else's task is nothing to remember.
     *
     * @param entry what happened
     * @return completes when the entry would survive the loss of this process and of power
     */
    Mono<Void> append(Entry entry);

    /** {@return the paid requests whose end is not known, oldest first, as they stand when asked for} */
    Flux<PaidTask> unfinished();

    /**
     * Tells all paid requests that it holds: those of {@link #unfinished()}, and beside them, where it keeps such,
     * those that have ended.
     *
     * @return the requests, oldest first, as they stand when asked for
     */
    default Flux<PaidTask> tasks() {
        return unfinished();
    }

    /**
     * Tells what a run has spent: the costs of all its {@link Intended} requests but the {@link Refused} ones, those
     * that the journal no longer holds included.
     *
     * @param run name of the run
     * @return in US dollars; 0 for a run that the journal does not know
     */
    Mono<BigDecimal> spent(String run);

    /**
     * Tells what a run had spent when one of its requests was counted, that request included: what came at the same
     * time is told apart by its order. What earlier ones gave back since is not taken off.
     *
     * @param key of a request with a cost
     * @return in US dollars; empty when the journal holds no such request
     */
    Mono<BigDecimal> counted(String key);

    /**
     * Takes over what nobody works on: where several nodes share a journal, what a node left that is no more. Each paid
     * request is one node's at a time. In a journal that is held by one process that is all of them.
     *
     * @return those of {@link #unfinished()} that are this node's from now on, or were before
     */
    default Flux<PaidTask> takeOver() {
        return unfinished();
    }

    /**
     * Looks for a picture that was stored already and may still be used.
     *
     * @param sha256 of its bytes, in lower-case hexadecimal digits
     * @return the newest such entry; empty when there is none, or it is too old to be relied on
     */
    Mono<Stored> stored(String sha256);

    /**
     * Marks a paid request with a word of the caller's own, by which the caller finds it again in the journal:
     * {@code novita.images().submit(request).contextWrite(TaskJournal.label("order 17"))}.
     *
     * @param label the word: one line
     * @return to be given to {@code contextWrite} behind an operation that pays
     */
    static Function<Context, Context> label(String label) {
        Require.label("label", label);
        return context -> context.put(TaskJournal.class, label);
    }

    /** One line of the journal. */
    sealed interface Entry {
        /** {@return when it happened, by the gateway's clock} */
        Instant at();
    }

    /**
     * A paid request is about to be sent.
     *
     * @param key of this request, random
     * @param kind of the task that it starts
     * @param name of the training, as it is sent; null for a drawing
     * @param exactName whether the name is the caller's own, so that another task may have it too
     * @param label the caller's own word for it; null when there is none
     * @param at just before it is sent
     * @param cost what it adds to what a run has spent, unless it is refused; null when nobody counts
     */
    record Intended(
            String key,
            TaskId.Kind kind,
            @Nullable String name,
            boolean exactName,
            @Nullable String label,
            Instant at,
            @Nullable Cost cost)
            implements Entry {
        /** Checks that nothing is missing. */
        public Intended {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(at, "at");
        }

        /**
         * One that nobody counts.
         *
         * @param key of this request, random
         * @param kind of the task that it starts
         * @param name of the training, as it is sent; null for a drawing
         * @param exactName whether the name is the caller's own, so that another task may have it too
         * @param label the caller's own word for it; null when there is none
         * @param at just before it is sent
         */
        public Intended(
                String key,
                TaskId.Kind kind,
                @Nullable String name,
                boolean exactName,
                @Nullable String label,
                Instant at) {
            this(key, kind, name, exactName, label, at, null);
        }
    }

    /**
     * What a paid request costs, by the user's own prices.
     *
     * @param run that pays; one line
     * @param usd in US dollars, 0 or more with at most 9 decimals
     */
    record Cost(String run, BigDecimal usd) {
        /** Checks both. */
        public Cost {
            Require.label("run", run);
            usd = Require.money("usd", usd);
        }
    }

    /**
     * The service has taken a paid request.
     *
     * @param key of the request
     * @param task that came of it
     * @param at when that was known
     */
    record Started(String key, TaskId task, Instant at) implements Entry {
        /** Checks that nothing is missing. */
        public Started {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(task, "task");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * No task came of a paid request: it was refused, or surely never sent.
     *
     * @param key of the request
     * @param at when that was known
     */
    record Refused(String key, Instant at) implements Entry {
        /** Checks that nothing is missing. */
        public Refused {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * A task was seen in another stage than before, or further on by a percent at least.
     *
     * @param task that was seen
     * @param stage name of its stage
     * @param progressPercent of the stage; null when the service told none
     * @param at when it was seen
     */
    record Observed(TaskId task, String stage, @Nullable Double progressPercent, Instant at) implements Entry {
        /** Checks that nothing is missing. */
        public Observed {
            Objects.requireNonNull(task, "task");
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * A task has come to its end, good or bad.
     *
     * @param task that ended
     * @param stage name of its last stage
     * @param at when it was seen
     */
    record Ended(TaskId task, String stage, Instant at) implements Entry {
        /** Checks that nothing is missing. */
        public Ended {
            Objects.requireNonNull(task, "task");
            Objects.requireNonNull(stage, "stage");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * A picture was stored.
     *
     * @param sha256 of its bytes, in lower-case hexadecimal digits
     * @param asset id that the service gave it
     * @param at when it was stored
     */
    record Stored(String sha256, AssetId asset, Instant at) implements Entry {
        /** Checks that nothing is missing. */
        public Stored {
            Objects.requireNonNull(sha256, "sha256");
            Objects.requireNonNull(asset, "asset");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * What a run has spent on requests that are held no longer. {@link FileTaskJournal} writes it when it leaves out
     * tasks that ended long ago; of two for one run the later one counts. A gateway never appends one, and a journal
     * that keeps the totals of runs elsewhere leaves it out.
     *
     * @param cost of those requests in all
     * @param at when the last of them was sent
     */
    record Spent(Cost cost, Instant at) implements Entry {
        /** Checks that nothing is missing. */
        public Spent {
            Objects.requireNonNull(cost, "cost");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * A paid request and what is known of it.
     *
     * @param intent how it began
     * @param start the task that came of it; null while its outcome is unknown
     * @param observations what was seen of the task, in order
     * @param end of the task; null while it is not known to have ended
     */
    record PaidTask(
            Intended intent,
            @Nullable Started start,
            List<Observed> observations,
            @Nullable Ended end) {
        /** Copies what was given. */
        public PaidTask {
            Objects.requireNonNull(intent, "intent");
            observations = List.copyOf(observations);
        }

        /** {@return the task's id; empty while the outcome of the request is unknown} */
        public Optional<TaskId> taskId() {
            return Optional.ofNullable(start).map(Started::task);
        }
    }
}
