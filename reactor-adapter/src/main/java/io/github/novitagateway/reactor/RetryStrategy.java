package io.github.novitagateway.reactor;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.error.ApiException;
import io.github.novitagateway.error.DownloadException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Repeats what the gate lets through: exponential backoff with full jitter, lengthened to what the service asks for by
 * {@code Retry-After}. The error that ends it is the last attempt's own.
 */
final class RetryStrategy extends Retry {

    private final RetryPolicy policy;
    private final Predicate<Throwable> gate;
    private final Scheduler scheduler;
    private final DoubleSupplier random;

    RetryStrategy(RetryPolicy policy, Predicate<Throwable> gate, Scheduler scheduler, DoubleSupplier random) {
        this.policy = policy;
        this.gate = gate;
        this.scheduler = scheduler;
        this.random = random;
    }

    /** What repeats is made when the first attempt has failed: nearly none does. */
    static <T> Mono<T> repeat(Mono<T> attempt, Supplier<Retry> strategy) {
        return attempt.onErrorResume(first -> {
            AtomicReference<@Nullable Throwable> failed = new AtomicReference<>(first);
            return Mono.defer(() -> {
                        Throwable failure = failed.getAndSet(null);
                        return failure == null ? attempt : Mono.<T>error(failure);
                    })
                    .retryWhen(strategy.get());
        });
    }

    @Override
    public Publisher<?> generateCompanion(Flux<RetrySignal> signals) {
        return signals.concatMap(signal -> {
            Throwable failure = signal.failure();
            Duration asked = retryAfter(failure);
            boolean repeat = signal.totalRetries() < policy.maxRetries()
                    && gate.test(failure)
                    && asked.compareTo(policy.longestRetryAfter()) <= 0;
            return repeat
                    ? Observed.retried(Mono.delay(pause((int) signal.totalRetries(), asked), scheduler))
                    : Mono.<Long>error(failure);
        });
    }

    private Duration pause(int retry, Duration asked) {
        Duration backoff = policy.backoff().delay(retry);
        Duration jittered = Duration.ofNanos((long) (backoff.toNanos() * random.getAsDouble()));
        return jittered.compareTo(asked) > 0 ? jittered : asked;
    }

    /** What the service asks the caller to wait, for a link to download too; zero when it does not say. */
    static Duration retryAfter(Throwable failure) {
        Throwable answer = failure instanceof DownloadException ? failure.getCause() : failure;
        return answer instanceof ApiException api && api.retryAfter() != null ? api.retryAfter() : Duration.ZERO;
    }

    /** The {@code Retry-After} header: seconds, or the date of an HTTP message. */
    static final class RetryAfter {

        private static final Duration LONGEST = Duration.ofDays(365);

        private RetryAfter() {}

        /** Returns how long to wait from now, or null when the value is neither form. */
        static @Nullable Duration parse(String value, Instant now) {
            String text = value.strip();
            return text.matches("\\d{1,18}") ? seconds(Long.parseLong(text)) : until(text, now);
        }

        private static Duration seconds(long seconds) {
            return seconds > LONGEST.toSeconds() ? LONGEST : Duration.ofSeconds(seconds);
        }

        private static @Nullable Duration until(String date, Instant now) {
            try {
                Duration wait = Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
                return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
            } catch (DateTimeException neitherForm) {
                return null;
            }
        }
    }
}
