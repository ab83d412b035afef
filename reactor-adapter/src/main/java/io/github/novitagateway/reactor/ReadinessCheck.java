package io.github.novitagateway.reactor;

import io.github.novitagateway.account.Balance;
import io.github.novitagateway.account.Finding;
import io.github.novitagateway.account.Finding.Subject;
import io.github.novitagateway.account.Finding.Verdict;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.error.ApiException.InsufficientBalanceException;
import io.github.novitagateway.error.ApiException.InvalidRequestException;
import io.github.novitagateway.error.ApiException.TaskNotFoundException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.guard.Lenient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether the way is free before money is spent. Asks each route for something that it cannot start anything with. */
final class ReadinessCheck {

    private static final int AT_ONCE = 4;
    private static final String NO_TASK = "00000000-0000-0000-0000-000000000000";

    /** The service knows the key and says what it may not do: here, to see the balance. */
    private static final Set<String> OTHER_RIGHTS =
            Set.of("FEATURE_NOT_ALLOWED", "API_NOT_ALLOWED", "BILLING_AUTH_FAILED", "NEED_REAL_NAME_VERIFY");

    private static final Finding KEY_ACCEPTED = found(Subject.KEY, Verdict.FREE, "the key is accepted", null);

    private final ApiExchange exchange;
    private final Account account;

    ReadinessCheck(ApiExchange exchange, Account account) {
        this.exchange = exchange;
        this.account = account;
    }

    /** A wrong key ends the check, since every route would say the same. */
    Flux<Finding> findings() {
        return account.balance()
                .flatMapMany(balance -> Flux.concat(Flux.just(KEY_ACCEPTED, found(balance)), routes()))
                .onErrorResume(ReadinessCheck::tells, failure -> withoutBalance((NovitaException) failure));
    }

    private Flux<Finding> withoutBalance(NovitaException failure) {
        boolean mayNotLook = failure instanceof AuthenticationException refusal
                && OTHER_RIGHTS.contains(Lenient.text(refusal.reason()));
        if (failure instanceof AuthenticationException && !mayNotLook) {
            return Flux.just(found(Subject.KEY, Verdict.BLOCKED, text(failure), failure));
        }
        boolean unpaid = failure instanceof InsufficientBalanceException;
        return Flux.concat(
                Flux.just(
                        unpaid || mayNotLook
                                ? KEY_ACCEPTED
                                : found(Subject.KEY, Verdict.UNCLEAR, "the balance did not tell", failure),
                        found(Subject.BALANCE, unpaid ? Verdict.BLOCKED : Verdict.UNCLEAR, text(failure), failure)),
                routes());
    }

    private static Finding found(Balance balance) {
        boolean money = balance.available().signum() > 0;
        return found(
                Subject.BALANCE,
                money ? Verdict.FREE : Verdict.BLOCKED,
                balance.available().toPlainString() + " USD available",
                null);
    }

    private Flux<Finding> routes() {
        Map<String, String> noTask = Map.of("task_id", NO_TASK);
        Map<String, String> oneRow = Map.of("pagination.limit", "1");
        return Flux.fromIterable(List.of(
                        probe(Subject.UPLOAD_SLOT, Endpoint.UPLOAD_SLOT, Map.of(), Map.of()),
                        probe(Subject.STYLE_TRAINING, Endpoint.STYLE_STATUS, noTask, null),
                        probe(Subject.SUBJECT_TRAINING, Endpoint.SUBJECT_STATUS, noTask, null),
                        probe(Subject.TRAININGS, Endpoint.TRAININGS, oneRow, null),
                        probe(Subject.TEXT_TO_IMAGE, Endpoint.TEXT_TO_IMAGE, Map.of(), Map.of()),
                        probe(Subject.IMAGE_TO_IMAGE, Endpoint.IMAGE_TO_IMAGE, Map.of(), Map.of()),
                        probe(Subject.TASK_RESULT, Endpoint.TASK_RESULT, noTask, null),
                        probe(Subject.MODELS, Endpoint.MODELS, oneRow, null)))
                .flatMapSequential(probe -> probe, AT_ONCE);
    }

    private Mono<Finding> probe(
            Subject subject, Endpoint endpoint, Map<String, String> query, @Nullable Object emptyBody) {
        return exchange.once(endpoint, query, emptyBody, Replies.Answered.class)
                .map(answer -> found(subject, Verdict.FREE, "answers", null))
                .onErrorResume(
                        ReadinessCheck::tells, failure -> Mono.just(refused(subject, (NovitaException) failure)));
    }

    /** Whether a failure says something of the service, and not of this gateway. */
    private static boolean tells(Throwable failure) {
        return failure instanceof NovitaException && !(failure instanceof GatewayClosedException);
    }

    /** To turn down what cannot be meant is a sign of life. */
    private static Finding refused(Subject subject, NovitaException failure) {
        if (failure instanceof InvalidRequestException || failure instanceof TaskNotFoundException) {
            return found(subject, Verdict.FREE, "answers", null);
        }
        boolean definite = failure instanceof ApiException && !failure.isTransient();
        return found(subject, definite ? Verdict.BLOCKED : Verdict.UNCLEAR, text(failure), failure);
    }

    private static Finding found(Subject subject, Verdict verdict, String message, @Nullable NovitaException failure) {
        return new Finding(subject, verdict, message, failure);
    }

    private static String text(NovitaException failure) {
        return String.valueOf(failure.getMessage());
    }
}
