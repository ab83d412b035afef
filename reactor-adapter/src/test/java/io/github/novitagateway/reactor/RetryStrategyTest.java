package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.error;
import static io.github.novitagateway.reactor.WatchedTraining.notFound;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.rateLimited;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.RetryPolicy;
import io.github.novitagateway.config.RetryPolicy.Backoff;
import io.github.novitagateway.error.ApiException.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

class RetryStrategyTest {

    private final VirtualClock clock = new VirtualClock();
    private final List<Duration> attempts = new ArrayList<>();

    @Test
    void repeatsThreeTimesThenEndsInTheLastAttemptsOwnError() {
        List<ServerException> failures = new ArrayList<>();
        TestSubscriber<String> caller = call(RetryPolicy.defaults(), () -> {
            failures.add(overloaded());
            return failures.get(failures.size() - 1);
        });

        clock.advance(Duration.ofMinutes(1));

        assertThat(failures).hasSize(4);
        assertThat(caller.expectTerminalError()).isSameAs(failures.get(3));
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void waitsAnyTimeUpToTheDoublingBackoff() {
        clock.chance(1);
        call(RetryPolicy.defaults(), WatchedTraining::overloaded);

        clock.advance(Duration.ofMinutes(1));

        assertThat(attempts).isEqualTo(millis(0, 500, 1500, 3500));
    }

    @Test
    void mayRepeatAtOnceWhenChanceSaysSo() {
        clock.chance(0);
        call(RetryPolicy.defaults(), WatchedTraining::overloaded);

        clock.advance(Duration.ofMillis(1));

        assertThat(attempts).isEqualTo(millis(0, 0, 0, 0));
    }

    @Test
    void growsNoFurtherThanTheLongestBackoff() {
        clock.chance(1);
        RetryPolicy policy = RetryPolicy.builder()
                .maxRetries(6)
                .backoff(Backoff.of(Duration.ofSeconds(2), 2, Duration.ofSeconds(10)))
                .build();
        call(policy, WatchedTraining::overloaded);

        clock.advance(Duration.ofMinutes(5));

        assertThat(attempts).isEqualTo(millis(0, 2000, 6000, 14000, 24000, 34000, 44000));
    }

    @Test
    void waitsAtLeastAsLongAsTheServiceAsks() {
        call(RetryPolicy.defaults(), () -> rateLimited(Duration.ofSeconds(7)));

        clock.advance(Duration.ofMinutes(1));

        assertThat(attempts).isEqualTo(millis(0, 7000, 14000, 21000));
    }

    @Test
    void aShorterRequestOfTheServiceDoesNotShortenTheBackoff() {
        clock.chance(1);
        call(RetryPolicy.defaults(), () -> rateLimited(Duration.ofMillis(1)));

        clock.advance(Duration.ofMinutes(1));

        assertThat(attempts).isEqualTo(millis(0, 500, 1500, 3500));
    }

    @Test
    void obeysAWaitOfSixtySeconds() {
        call(RetryPolicy.defaults(), () -> rateLimited(Duration.ofSeconds(60)));

        clock.advance(Duration.ofSeconds(60));

        assertThat(attempts).hasSize(2);
    }

    @Test
    void surfacesTheErrorWhenTheServiceAsksForLonger() {
        TestSubscriber<String> caller = call(
                RetryPolicy.defaults(), () -> rateLimited(Duration.ofSeconds(60).plusMillis(1)));

        assertThat(attempts).hasSize(1);
        assertThat(caller.expectTerminalError())
                .isInstanceOfSatisfying(
                        io.github.novitagateway.error.ApiException.RateLimitedException.class,
                        error -> assertThat(error.retryAfter()).isGreaterThan(Duration.ofSeconds(60)));
    }

    @Test
    void doesNotRepeatWhatTimeDoesNotHeal() {
        TestSubscriber<String> caller = call(RetryPolicy.defaults(), WatchedTraining::notFound);

        assertThat(attempts).hasSize(1);
        assertThat(caller.expectTerminalError()).isInstanceOf(notFound().getClass());
    }

    @Test
    void doesNotRepeatWhatTheGateHolds() {
        TestSubscriber<String> caller = TestSubscriber.create();
        failing(() -> new ServerException(error(500, "CREATE_TASK_FAILED", null)))
                .retryWhen(clock.pace().retries(RetryPolicy.defaults(), failure -> false))
                .subscribe(caller);

        assertThat(attempts).hasSize(1);
        assertThat(caller.expectTerminalError()).isInstanceOf(ServerException.class);
    }

    @Test
    void doesNotRepeatWithoutRetries() {
        call(RetryPolicy.none(), WatchedTraining::overloaded);

        assertThat(attempts).hasSize(1);
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void everySubscriptionHasItsOwnRetries() {
        Mono<String> operation =
                failing(WatchedTraining::overloaded).retryWhen(clock.pace().retries(RetryPolicy.defaults()));
        operation.subscribe(TestSubscriber.create());
        clock.advance(Duration.ofMinutes(1));
        operation.subscribe(TestSubscriber.create());
        clock.advance(Duration.ofMinutes(1));

        assertThat(attempts).hasSize(8);
    }

    @Test
    void cancellingInTheMiddleOfABackoffLeavesNoTimer() {
        TestSubscriber<String> caller = call(RetryPolicy.defaults(), WatchedTraining::overloaded);
        assertThat(clock.waitingTimers()).isOne();

        caller.cancel();
        clock.advance(Duration.ofMinutes(1));

        assertThat(clock.waitingTimers()).isZero();
        assertThat(attempts).hasSize(1);
    }

    private TestSubscriber<String> call(RetryPolicy policy, Supplier<Throwable> failure) {
        TestSubscriber<String> caller = TestSubscriber.create();
        failing(failure).retryWhen(clock.pace().retries(policy)).subscribe(caller);
        return caller;
    }

    private Mono<String> failing(Supplier<Throwable> failure) {
        return Mono.defer(() -> {
            attempts.add(clock.elapsed());
            return Mono.error(failure.get());
        });
    }

    private static List<Duration> millis(long... moments) {
        return LongStream.of(moments).mapToObj(Duration::ofMillis).toList();
    }
}
