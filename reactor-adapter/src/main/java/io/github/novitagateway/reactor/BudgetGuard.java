package io.github.novitagateway.reactor;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.account.Budget;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.reactor.PaidRequests.Order;
import io.github.novitagateway.reactor.TaskJournal.Cost;
import io.github.novitagateway.task.TaskId;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lets paid requests through as far as a budget goes. Each is counted in the journal before it is judged, by what had
 * been counted up to it: of two at the same time the second sees the first.
 */
final class BudgetGuard {

    private final Purse purse;
    private final TaskJournal journal;
    private final Account account;

    BudgetGuard(Purse purse, TaskJournal journal, Account account) {
        this.purse = purse;
        this.journal = journal;
        this.account = account;
    }

    /**
     * A budget, and what is on its way: requests that the balance may not show yet. A gateway shares it with those that
     * are made from it.
     */
    record Purse(Budget budget, AtomicReference<BigDecimal> onItsWay) {

        Purse(Budget budget) {
            this(budget, new AtomicReference<>(BigDecimal.ZERO));
        }
    }

    /** {@return what the order adds to what the run has spent} */
    Cost cost(Order order) {
        Budget budget = purse.budget();
        BigDecimal usd = order.price().apply(budget.prices());
        if (usd == null) {
            throw new NotSentException(
                    "the budget of run \"" + Redact.line(budget.run(), 80)
                            + "\" has a price for steps, so maxTrainSteps must be given" + " but was absent",
                    false,
                    null);
        }
        return new Cost(budget.run(), usd);
    }

    /**
     * Sends the request, if the budget allows it.
     *
     * @param key by which it was counted
     */
    Mono<TaskId> within(String key, Cost cost, Mono<TaskId> request) {
        return spent(key)
                .flatMap(spent -> spent.compareTo(purse.budget().limit()) > 0
                        ? beyondLimit(cost, spent)
                        : aboveFloor(cost, spent, request));
    }

    /** The balance is asked for to be told alone: without it the refusal is the same. */
    private Mono<TaskId> beyondLimit(Cost cost, BigDecimal spent) {
        return balance()
                .onErrorMap(NotSentException.class, unknown -> tooMuch(cost, spent, null, cost.usd()))
                .flatMap(balance -> Mono.error(tooMuch(cost, spent, balance, cost.usd())));
    }

    /** What is beyond the limit is not on its way: it must not keep what is within from its turn. */
    private Mono<TaskId> aboveFloor(Cost cost, BigDecimal spent, Mono<TaskId> request) {
        return Mono.defer(() -> {
            BigDecimal onItsWay = purse.onItsWay().accumulateAndGet(cost.usd(), BigDecimal::add);
            return balance()
                    .flatMap(balance -> balance.available()
                                            .subtract(onItsWay)
                                            .compareTo(purse.budget().floor())
                                    < 0
                            ? Mono.error(tooMuch(cost, spent, balance, onItsWay))
                            : request)
                    .doFinally(end -> purse.onItsWay().accumulateAndGet(cost.usd(), BigDecimal::subtract));
        });
    }

    private Mono<BigDecimal> spent(String key) {
        return Mono.defer(() -> journal.counted(key))
                .onErrorMap(failure -> refusal("the journal does not tell what it has spent", false, failure))
                .switchIfEmpty(Mono.error(() -> refusal("the journal does not tell what it has spent", false, null)));
    }

    private Mono<Balance> balance() {
        return account.balance()
                .onErrorMap(
                        failure -> !(failure instanceof GatewayClosedException),
                        failure -> refusal(
                                "the balance is not known",
                                failure instanceof NovitaException novita && novita.isTransient(),
                                failure));
    }

    private NotSentException tooMuch(Cost cost, BigDecimal spent, @Nullable Balance balance, BigDecimal onItsWay) {
        Budget budget = purse.budget();
        BigDecimal before = spent.subtract(cost.usd());
        BigDecimal others = onItsWay.subtract(cost.usd());
        return refusal(
                "it costs " + usd(cost.usd()) + ", of a limit of " + usd(budget.limit()) + " are spent " + usd(before)
                        + ", and of a balance "
                        + (balance == null ? "that is not known" : "of " + usd(balance.available()))
                        + " must remain " + usd(budget.floor())
                        + (others.signum() == 0 ? "" : ", with " + usd(others) + " on its way"),
                false,
                null);
    }

    private NotSentException refusal(String reason, boolean passing, @Nullable Throwable cause) {
        return new NotSentException(
                "the budget of run \"" + Redact.line(purse.budget().run(), 80) + "\" does not let the request through: "
                        + reason,
                passing,
                cause);
    }

    private static String usd(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString() + " USD";
    }
}
