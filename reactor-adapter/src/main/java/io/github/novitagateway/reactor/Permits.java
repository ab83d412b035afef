package io.github.novitagateway.reactor;

import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The permits of one operation: in hand before it begins, spent by the try that is written, taken anew for a repeat,
 * given back where none was written. Of one subscription.
 */
final class Permits {

    private final @Nullable QuotaLine line;
    private final int count;
    private volatile boolean inHand;
    private volatile boolean repeat;
    private volatile @Nullable Question asked;
    private volatile @Nullable Attempt open;

    /** @param line null where nothing is limited */
    Permits(@Nullable QuotaLine line, int count) {
        this.line = line;
        this.count = count;
    }

    int count() {
        return count;
    }

    /** The operation, begun when its permits are in hand. */
    <T> Mono<T> reserve(Mono<T> operation) {
        return line == null
                ? operation
                : Mono.usingWhen(
                        Mono.just(line),
                        held -> granted(held).then(operation),
                        held -> release(),
                        (held, failure) -> release(),
                        held -> release());
    }

    /** One try of the operation. */
    <T> Mono<T> spend(Supplier<Attempt> attempts, Function<Attempt, Mono<T>> request) {
        if (line == null) {
            return Mono.defer(() -> request.apply(attempts.get()));
        }
        return granted(line)
                .then(Mono.defer(() -> {
                    Attempt attempt = attempts.get();
                    open = attempt;
                    return request.apply(attempt);
                }))
                .doOnTerminate(this::settle)
                .onErrorResume(
                        RateLimitedException.class,
                        refusal -> line.quota()
                                .throttled(line.pool(), RetryStrategy.retryAfter(refusal))
                                .onErrorComplete()
                                .then(Mono.error(refusal)));
    }

    private Mono<Void> granted(QuotaLine held) {
        return Mono.defer(() -> {
            if (inHand) {
                return Mono.empty();
            }
            int burst = burst(held);
            if (count > burst) {
                String bound = held.pool() + ", more than its burst, " + burst;
                return Mono.error(
                        new NotSentException("the request takes " + count + " permits of " + bound, false, null));
            }
            boolean again = repeat;
            repeat = true;
            return held.queue(this, Mono.defer(() -> ask(held)), again).doOnSuccess(granted -> inHand = true);
        });
    }

    private static int burst(QuotaLine held) {
        var rate = held.quota().limits().rate(held.pool());
        return rate == null ? Integer.MAX_VALUE : rate.burst();
    }

    private Mono<Duration> ask(QuotaLine held) {
        Question question = new Question(held);
        asked = question;
        return question.answer;
    }

    /** What is written, or may be, has spent the permits; what surely is not leaves them in hand. */
    private void settle() {
        Attempt last = open;
        open = null;
        if (last != null && !last.giveUp()) {
            inHand = false;
            asked = null;
        }
    }

    private Mono<Void> release() {
        return Mono.defer(() -> {
            settle();
            Question last = asked;
            return last == null ? Mono.empty() : last.giveBack();
        });
    }

    /**
     * A question to the quota. It is asked to its end, whoever has given up by then: permits that are taken must be
     * known, to be given back. Nobody who has given up waits for that.
     */
    private final class Question {

        private final QuotaLine held;
        private final Mono<Duration> answer;
        private final AtomicBoolean answeredOrGivenUp = new AtomicBoolean();

        Question(QuotaLine held) {
            this.held = held;
            this.answer = held.quota()
                    .take(held.pool(), count)
                    .onErrorMap(
                            failure -> !(failure instanceof NovitaException),
                            failure -> new NotSentException("the quota does not answer", true, failure))
                    .flatMap(told -> isFirst() ? Mono.just(told) : back(told).thenReturn(told))
                    .cache();
        }

        Mono<Void> giveBack() {
            return isFirst() ? Mono.empty() : answer.flatMap(this::back);
        }

        private boolean isFirst() {
            return answeredOrGivenUp.compareAndSet(false, true);
        }

        private Mono<Void> back(Duration told) {
            return told.isZero() ? held.quota().giveBack(held.pool(), count).onErrorComplete() : Mono.empty();
        }
    }
}
