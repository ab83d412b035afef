package io.github.novitagateway.reactor;

import io.github.novitagateway.account.PriceTable;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.MalformedResponseException;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.reactor.Replies.Submitted;
import io.github.novitagateway.reactor.TaskJournal.Cost;
import io.github.novitagateway.task.TaskId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Requests that cost money: noted before they go out, never repeated blindly, looked for when their answer is lost. */
final class PaidRequests {

    private final ApiExchange exchange;
    private final NovitaConfig config;
    private final Notes notes;
    private final QuotaLines quota;
    private final @Nullable BudgetGuard budget;
    private final GatewayLifecycle lifecycle;
    private final Pace pace;

    /** @param budget null when there is none */
    PaidRequests(
            ApiExchange exchange,
            NovitaConfig config,
            Notes notes,
            QuotaLines quota,
            @Nullable BudgetGuard budget,
            GatewayLifecycle lifecycle,
            Pace pace) {
        this.exchange = exchange;
        this.config = config;
        this.notes = notes;
        this.quota = quota;
        this.budget = budget;
        this.lifecycle = lifecycle;
        this.pace = pace;
    }

    /**
     * A task to be paid.
     *
     * @param json the body, made when it is needed
     * @param permits what it takes of the quota
     * @param name of a training; null for a drawing, which cannot be looked up
     * @param price by a table of prices; null where that does not tell it
     */
    record Order(
            Endpoint endpoint,
            int permits,
            TaskId.Kind kind,
            @Nullable String name,
            boolean exactName,
            Mono<byte[]> json,
            Function<PriceTable, @Nullable BigDecimal> price) {}

    /**
     * Sends the order once. It is not noted before it has its permits, for which it may wait long.
     *
     * @param search finds the task of an answer that was lost, or ends in the loss
     */
    Mono<TaskId> submit(Order order, Function<SubmitOutcomeUnknownException, Mono<TaskId>> search) {
        return lifecycle.guard(order.json()).flatMap(body -> {
            Permits permits = quota.permits(order.endpoint(), order.permits());
            Tries tries = new Tries();
            Mono<TaskId> request =
                    sent(order, body, permits, tries).onErrorResume(SubmitOutcomeUnknownException.class, search);
            return permits.reserve(paid(order, tries, request));
        });
    }

    private Mono<TaskId> paid(Order order, Tries tries, Mono<TaskId> request) {
        if (budget == null) {
            return notes.paid(order, null, tries, key -> request);
        }
        Cost cost = budget.cost(order);
        return notes.paid(order, cost, tries, key -> budget.within(key, cost, request));
    }

    /**
     * Repeated only while the service surely did not take it. What comes after the write and is neither a task id nor a
     * definite refusal leaves the outcome unknown, the closing of the gateway included.
     */
    private Mono<TaskId> sent(Order order, byte[] json, Permits permits, Tries tries) {
        return Mono.defer(() -> {
            Instant attemptedAt = pace.now();
            Mono<TaskId> attempts = permits.spend(this::attempt, attempt -> {
                        tries.begin(attempt);
                        return exchange.exchange(attempt, order.endpoint(), Map.of(), json, Submitted.class);
                    })
                    .map(reply -> taskId(order.kind(), reply))
                    .doOnError(tries::failed);
            Mono<TaskId> repeated = RetryStrategy.repeat(
                    attempts, () -> pace.retries(config.retry(), failure -> mayBeRepeated(order, failure)));
            return exchange.followed(
                    order.endpoint(),
                    lifecycle
                            .guard(repeated)
                            .onErrorMap(
                                    tries::leaveOutcomeOpen,
                                    cause -> new SubmitOutcomeUnknownException(
                                            order.name(), attemptedAt, List.of(), cause)));
        });
    }

    /** One that has waited for most of its time would be cut off before its answer, and its outcome be unknown. */
    private Attempt attempt() {
        long latest = pace.millis() + TimeUnit.NANOSECONDS.toMillis(Pace.nanos(config.requestTimeout())) / 2;
        return new Attempt(() -> pace.millis() > latest);
    }

    /** A budget counts an order once, so one that may be paid again must be another order. */
    private boolean mayBeRepeated(Order order, Throwable failure) {
        boolean allowed = config.retry().retryPaidRequests() && order.name() == null && budget == null;
        return Tries.wasSurelyNotTaken(failure)
                || (allowed && failure instanceof NovitaException novita && novita.isTransient());
    }

    private static TaskId taskId(TaskId.Kind kind, Submitted reply) {
        String id = reply.id();
        if (id == null) {
            throw new MalformedResponseException("the answer to a submit has no task_id", null);
        }
        try {
            return new TaskId(kind, id);
        } catch (IllegalArgumentException unusable) {
            throw new MalformedResponseException("the answer to a submit has an unusable task_id", unusable);
        }
    }
}
