package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;
import reactor.test.subscriber.TestSubscriber;

@Timeout(30)
class TimeLimitTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualClock clock = new VirtualClock();
    private final TimeLimit limit = new TimeLimit(LIMIT, clock, true);

    @Test
    void aThousandCallsSetOneTimer() {
        for (int call = 0; call < 1000; call++) {
            assertThat(limit.bound(Mono.just("answer")).block(ServiceTest.LONG)).isEqualTo("answer");
        }
        begin(limit, Mono.never());

        assertThat(clock.waitingTimers()).isOne();
    }

    @Test
    void theTimerIsGoneWhenNobodyWaits() {
        limit.bound(Mono.just("answer")).block(ServiceTest.LONG);

        clock.advance(LIMIT);

        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void eachCallEndsByItsOwnTime() {
        TestSubscriber<String> first = begin(limit, Mono.never());
        clock.advance(SECOND);
        TestSubscriber<String> second = begin(limit, Mono.never());
        clock.advance(SECOND);
        TestSubscriber<String> third = begin(limit, Mono.never());

        clock.advance(LIMIT.minus(SECOND).minus(SECOND));

        assertThat(first.expectTerminalError()).isInstanceOf(TimeoutException.class);
        assertThat(second.isTerminated()).isFalse();
        clock.advance(SECOND);
        assertThat(second.expectTerminalError()).isInstanceOf(TimeoutException.class);
        clock.advance(SECOND.minusMillis(1));
        assertThat(third.isTerminated()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(third.expectTerminalError()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void theTimerOfACallThatIsOverServesTheNext() {
        limit.bound(Mono.just("answer")).block(ServiceTest.LONG);
        clock.advance(SECOND);
        TestSubscriber<String> late = begin(limit, Mono.never());

        clock.advance(LIMIT.minusMillis(1));

        assertThat(late.isTerminated()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(late.expectTerminalError()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aTimerIsNeverSetForLongerThanAMinute() {
        TimeLimit day = new TimeLimit(Duration.ofDays(1), clock, true);
        TestSubscriber<String> patient = begin(day, Mono.never());

        assertThat(clock.waitsFor(Duration.ofMinutes(1))).isTrue();
        clock.advance(Duration.ofDays(1).minusMillis(1));
        assertThat(patient.isTerminated()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(patient.expectTerminalError()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void whatEndsByTheLimitIsCancelled() {
        TestPublisher<String> call = TestPublisher.create();
        TestSubscriber<String> caller = begin(limit, call.mono());

        clock.advance(LIMIT);

        call.assertCancelled();
        assertThat(caller.getProtocolErrors()).isEmpty();
    }

    @Test
    void whoCancelsIsToldNothingMore() {
        TestPublisher<String> call = TestPublisher.create();
        TestSubscriber<String> caller = begin(limit, call.mono());

        caller.cancel();
        clock.advance(LIMIT);

        call.assertCancelled();
        assertThat(caller.isTerminated()).isFalse();
        assertThat(clock.waitingTimers()).isZero();
    }

    /** Dropping it would write an error into the log of whoever has done no more than cancel. */
    @Test
    void aFailureThatMeetsACancellationIsNobodys() {
        TestPublisher<String> call = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        TestSubscriber<String> caller = begin(limit, call.mono());
        Hooks.onErrorDropped(dropped::add);
        try {
            caller.cancel();
            call.error(new IllegalStateException("late"));
        } finally {
            Hooks.resetOnErrorDropped();
        }

        call.assertWasCancelled();
        assertThat(dropped).isEmpty();
        assertThat(caller.isTerminated()).isFalse();
    }

    @Test
    void aCallerThatAsksLaterGetsItsAnswer() {
        TestSubscriber<String> caller =
                TestSubscriber.builder().initialRequest(0).build();
        limit.bound(Mono.just("answer")).subscribe(caller);
        assertThat(caller.getReceivedOnNext()).isEmpty();

        caller.request(1);

        assertThat(caller.getReceivedOnNext()).containsExactly("answer");
        assertThat(caller.isTerminatedComplete()).isTrue();
    }

    @Test
    void aSchedulerOfTheCallersHasATimerForEachCall() {
        TimeLimit visible = new TimeLimit(LIMIT, clock);
        TestSubscriber<String> one = begin(visible, Mono.never());
        begin(visible, Mono.never());
        assertThat(clock.waitingTimers()).isEqualTo(2);

        one.cancel();

        assertThat(clock.waitingTimers()).isOne();
    }

    @RepeatedTest(100)
    void anAnswerAndTheEndOfTheLimitNeverBothWin() throws Exception {
        Sinks.One<String> answer = Sinks.one();
        TestSubscriber<String> caller = begin(limit, answer.asMono());
        CyclicBarrier start = new CyclicBarrier(2);
        Thread eventLoop = new Thread(() -> {
            meet(start);
            answer.tryEmitValue("answer");
        });
        eventLoop.start();

        meet(start);
        clock.advance(LIMIT);
        eventLoop.join(10_000);

        assertThat(caller.getProtocolErrors()).isEmpty();
        assertThat(caller.isTerminatedError())
                .isEqualTo(caller.getReceivedOnNext().isEmpty());
    }

    private static TestSubscriber<String> begin(TimeLimit limit, Mono<String> call) {
        TestSubscriber<String> caller = TestSubscriber.create();
        limit.bound(call).subscribe(caller);
        return caller;
    }

    private static void meet(CyclicBarrier start) {
        try {
            start.await(10, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new IllegalStateException(late);
        }
    }
}
