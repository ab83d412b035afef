package io.github.novitagateway.reactor;

import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.NovitaException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import java.time.Duration;
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
    private volatile @Nullable Mono<Duration> asked;
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
                        this::release,
                        (held, failure) -> release(held),
                        this::release);
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

    /** Asked to its end, whoever has given up by then: permits that are taken must be known, to be given back. */
    private Mono<Duration> ask(QuotaLine held) {
        Mono<Duration> question = held.quota()
                .take(held.pool(), count)
                .onErrorMap(
                        failure -> !(failure instanceof NovitaException),
                        failure -> new NotSentException("the quota does not answer", true, failure))
                .cache();
        asked = question;
        return question;
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

    private Mono<Void> release(QuotaLine held) {
        return Mono.defer(() -> {
            settle();
            Mono<Duration> last = asked;
            return last == null
                    ? Mono.empty()
                    : last.filter(Duration::isZero)
                            .flatMap(taken -> held.quota().giveBack(held.pool(), count))
                            .onErrorComplete();
        });
    }
}
