package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.QuotaLimits;
import io.github.novitagateway.config.QuotaLimits.Pool;
import io.github.novitagateway.config.QuotaLimits.Rate;
import io.github.novitagateway.error.ApiException.ApiError;
import io.github.novitagateway.error.ApiException.RateLimitedException;
import io.github.novitagateway.error.NovitaException.NotSentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Who waits for permits, in which order, and what becomes of them. A permit a second comes, ten at most are there. */
@Timeout(30)
class QuotaLineTest {

    private static final QuotaLimits LIMITS = QuotaLimits.builder()
            .rate(Pool.TEXT_TO_IMAGE, new Rate(60, Duration.ofMinutes(1), 10))
            .longestWait(Duration.ofMinutes(1))
            .mostWaiting(5)
            .build();

    private final VirtualClock clock = new VirtualClock();
    private final List<String> sent = new ArrayList<>();
    private Quota quota = LocalQuota.of(LIMITS, clock);
    private QuotaLines lines = lines();

    private QuotaLines lines() {
        return QuotaLines.of(quota, new GatewayLifecycle(), clock.pace(), Observed.NOT);
    }

    private static Mono<Void> written(Attempt attempt) {
        return Mono.defer(() -> Mono.from(attempt.write(AttemptTest.CONNECTION, out -> Mono.empty())));
    }

    private Mono<String> drawing(String name, int images) {
        return operation(
                images,
                attempt -> written(attempt).then(Mono.fromCallable(() -> {
                    sent.add(name);
                    return name;
                })));
    }

    private <T> Mono<T> operation(int images, Function<Attempt, Mono<T>> request) {
        return Mono.defer(() -> {
            Permits permits = lines.permits(Endpoint.TEXT_TO_IMAGE, images);
            return permits.reserve(permits.spend(Attempt::new, request));
        });
    }

    @Test
    void aRequestTakesAsManyPermitsAsImages() {
        StepVerifier.create(drawing("six", 6)).expectNext("six").verifyComplete();
        drawing("eight", 8).subscribe();
        assertThat(sent).containsExactly("six");

        clock.advance(Duration.ofMillis(3_990));
        assertThat(sent).containsExactly("six");
        clock.advance(Duration.ofMillis(10));
        assertThat(sent).containsExactly("six", "eight");
    }

    @Test
    void whoComesFirstIsServedFirstHoweverMuchItTakes() {
        drawing("all", 10).subscribe();
        drawing("eight", 8).subscribe();
        drawing("one", 1).subscribe();
        clock.advance(Duration.ofMillis(7_900));
        assertThat(sent).containsExactly("all");

        clock.advance(Duration.ofMillis(1_200));
        assertThat(sent).containsExactly("all", "eight", "one");
    }

    @Test
    void whoGivesUpInLineTakesNothingAndHoldsNobodyUp() {
        drawing("all", 10).subscribe();
        Disposable first = drawing("first", 8).subscribe();
        Disposable second = drawing("second", 1).subscribe();
        drawing("third", 1).subscribe();
        second.dispose();
        first.dispose();

        clock.advance(Duration.ofSeconds(1));
        assertThat(sent).containsExactly("all", "third");
        clock.advance(Duration.ofSeconds(10));
        StepVerifier.create(drawing("all again", 10)).expectNext("all again").verifyComplete();
    }

    @Test
    void whoHasGivenUpBeforeTheLineIsReachedHoldsNobodyUp() {
        drawing("late", 1).subscribe(new BaseSubscriber<String>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                cancel();
            }
        });

        StepVerifier.create(drawing("all", 10)).expectNext("all").verifyComplete();
        assertThat(sent).containsExactly("all");
    }

    @Test
    void aWaitHasItsEnd() {
        drawing("all", 10).subscribe();
        StepVerifier.create(quota.throttled(Pool.TEXT_TO_IMAGE, Duration.ofMinutes(2)))
                .verifyComplete();

        StepVerifier.create(drawing("late", 2))
                .then(() -> clock.advance(Duration.ofMinutes(1)))
                .expectErrorSatisfies(late -> assertThat(late)
                        .isInstanceOfSatisfying(
                                NotSentException.class,
                                failure -> assertThat(failure.isTransient()).isFalse())
                        .hasMessage("no 2 permits of TEXT_TO_IMAGE within longestWait, PT1M"))
                .verify();
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void aLineHasItsEndToo() {
        drawing("all", 10).subscribe();
        for (int waiting = 0; waiting < 6; waiting++) {
            drawing("waiting " + waiting, 1).subscribe();
        }

        StepVerifier.create(drawing("one too many", 1))
                .expectErrorMessage("more requests would wait for permits of TEXT_TO_IMAGE than mostWaiting, 5")
                .verify();
        clock.advance(Duration.ofSeconds(6));
        assertThat(sent).hasSize(7).doesNotContain("one too many");
    }

    @Test
    void whatIsMoreThanTheBurstIsNotWaitedFor() {
        StepVerifier.create(drawing("twelve", 12))
                .expectErrorMessage("the request takes 12 permits of TEXT_TO_IMAGE, more than its burst, 10")
                .verify();
    }

    @Test
    void aRequestThatWasNeverWrittenGivesItsPermitsBack() {
        StepVerifier.create(operation(10, attempt -> Mono.error(new IllegalStateException("no connection"))))
                .verifyErrorMessage("no connection");
        operation(10, attempt -> Mono.never()).subscribe().dispose();

        StepVerifier.create(drawing("ten", 10)).expectNext("ten").verifyComplete();
    }

    @Test
    void aRequestThatWasWrittenHasSpentThem() {
        StepVerifier.create(operation(
                        10, attempt -> written(attempt).then(Mono.error(new IllegalStateException("no answer")))))
                .verifyErrorMessage("no answer");
        operation(1, attempt -> written(attempt).then(Mono.never())).subscribe().dispose();

        assertThat(wait(1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a429EmptiesTheBucketForAsLongAsTheServiceAsks() {
        RateLimitedException throttled = new RateLimitedException(
                new ApiError(429, 429, "RATE_LIMIT_EXCEEDED", "slow down", Map.of(), Duration.ofSeconds(30)));
        StepVerifier.create(operation(1, attempt -> written(attempt).then(Mono.error(throttled))))
                .expectErrorMatches(failure -> failure == throttled)
                .verify();
        operation(1, attempt -> written(attempt).then(Mono.error(throttled))).subscribe(done -> {}, failure -> {});

        assertThat(wait(1)).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void aRepeatTakesPermitsAgainAndGoesFirst() {
        List<Integer> tries = new ArrayList<>();
        Sinks.Empty<Void> answer = Sinks.empty();
        Mono.defer(() -> {
                    Permits permits = lines.permits(Endpoint.TEXT_TO_IMAGE, 10);
                    return permits.reserve(permits.spend(Attempt::new, attempt -> {
                                tries.add(tries.size());
                                return written(attempt)
                                        .then(answer.asMono())
                                        .then(
                                                tries.size() == 1
                                                        ? Mono.error(new IllegalStateException())
                                                        : Mono.empty());
                            })
                            .retry(1));
                })
                .subscribe();
        drawing("waits", 1).subscribe();
        drawing("waits too", 1).subscribe();
        answer.tryEmitEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sent).containsExactly("waits");

        clock.advance(Duration.ofMillis(10_500));
        assertThat(tries).hasSize(2);
        assertThat(sent).containsExactly("waits");
    }

    /** A quota far away may have taken them when nobody wants them any more. */
    @Test
    void permitsThatCameTooLateAreGivenBack() {
        Sinks.One<Duration> taken = Sinks.one();
        List<Integer> back = new ArrayList<>();
        quota = new DistantQuota(taken.asMono(), back);
        lines = lines();
        drawing("cancelled", 3).subscribe().dispose();
        assertThat(back).isEmpty();

        taken.tryEmitValue(Duration.ZERO);
        assertThat(back).containsExactly(3);
        assertThat(sent).isEmpty();
    }

    @Test
    void nobodyWaitsLongerForAQuotaThatNeverAnswers() {
        Sinks.One<Duration> taken = Sinks.one();
        List<Integer> back = new ArrayList<>();
        quota = new DistantQuota(taken.asMono(), back);
        lines = lines();

        StepVerifier.create(drawing("late", 2))
                .then(() -> clock.advance(quota.limits().longestWait()))
                .expectErrorSatisfies(late -> assertThat(late).hasMessageContaining("within longestWait"))
                .verify(ServiceTest.LONG);

        taken.tryEmitValue(Duration.ZERO);
        assertThat(back).containsExactly(2);
        assertThat(sent).isEmpty();
    }

    @Test
    void aQuotaThatDoesNotAnswerSendsNothing() {
        quota = new DistantQuota(Mono.error(new IllegalStateException("down")), new ArrayList<>());
        lines = lines();

        StepVerifier.create(drawing("unsure", 1))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(NotSentException.class)
                        .hasMessage("the quota does not answer"))
                .verify();
        assertThat(sent).isEmpty();
    }

    private Duration wait(int permits) {
        List<Duration> waits = new ArrayList<>();
        quota.take(Pool.TEXT_TO_IMAGE, permits).subscribe(waits::add);
        return waits.get(0);
    }

    private record DistantQuota(Mono<Duration> answer, List<Integer> back) implements Quota {

        @Override
        public QuotaLimits limits() {
            return LIMITS;
        }

        @Override
        public Mono<Duration> take(Pool pool, int permits) {
            return answer;
        }

        @Override
        public Mono<Void> giveBack(Pool pool, int permits) {
            return Mono.fromRunnable(() -> back.add(permits));
        }

        @Override
        public Mono<Void> throttled(Pool pool, Duration retryAfter) {
            return Mono.empty();
        }
    }
}
