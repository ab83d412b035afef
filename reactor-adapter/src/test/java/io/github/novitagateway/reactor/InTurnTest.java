package io.github.novitagateway.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;
import reactor.test.subscriber.TestSubscriber;

class InTurnTest {

    private final IllegalStateException broken = new IllegalStateException("broken");

    private final Map<Integer, Sinks.One<String>> underWay = new HashMap<>();
    private final List<Integer> prepared = new CopyOnWriteArrayList<>();
    private final List<Integer> started = new CopyOnWriteArrayList<>();
    private final TestSubscriber<String> subscriber = TestSubscriber.create();

    @Test
    void emitsInOrderOfCompletion() {
        run(Flux.range(0, 3), 3);

        done(2);
        done(0);
        done(1);

        assertThat(subscriber.getReceivedOnNext()).containsExactly("2", "0", "1");
        assertThat(subscriber.isTerminatedComplete()).isTrue();
    }

    @Test
    void startsNoMoreThanAllowedAtOnceAndAsksForOneMore() {
        AtomicLong asked = new AtomicLong();
        run(Flux.range(0, 10).doOnRequest(asked::addAndGet), 3);
        assertThat(started).containsExactly(0, 1, 2);
        assertThat(asked).hasValue(4);

        done(1);

        assertThat(started).containsExactly(0, 1, 2, 3);
        assertThat(asked).hasValue(5);
    }

    @Test
    void oneMoreGetsReadyThanAreUnderWay() {
        run(Flux.range(0, 10), 2);
        assertThat(prepared).containsExactly(0, 1, 2);

        done(0);

        assertThat(started).containsExactly(0, 1, 2);
        assertThat(prepared).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whoIsReadyFirstDoesNotGetAheadOfThoseBefore() {
        Sinks.Empty<Void> slow = Sinks.empty();
        InTurn.flatMap(
                        Flux.range(0, 3),
                        1,
                        (number, turn) -> (number == 0 ? slow.asMono() : Mono.<Void>empty())
                                .then(turn.flatMap(now -> operation(number))))
                .subscribe(subscriber);
        assertThat(started).isEmpty();

        slow.tryEmitEmpty().orThrow();

        assertThat(started).containsExactly(0);
    }

    @Test
    void afterAFailureWhoIsReadyDoesNotBegin() {
        run(Flux.range(0, 10), 2);
        assertThat(prepared).containsExactly(0, 1, 2);

        fail(0, broken);
        done(1);

        assertThat(started).containsExactly(0, 1);
        assertThat(subscriber.expectTerminalError()).isSameAs(broken);
    }

    @Test
    void whoGetsReadyInVainLetsWhatIsUnderWayFinish() {
        InTurn.<Integer, String>flatMap(
                        Flux.range(0, 10),
                        1,
                        (number, turn) -> number == 1 ? Mono.error(broken) : turn.flatMap(now -> operation(number)))
                .subscribe(subscriber);
        assertThat(subscriber.isTerminated()).isFalse();

        done(0);

        assertThat(started).containsExactly(0);
        assertThat(subscriber.getReceivedOnNext()).containsExactly("0");
        assertThat(subscriber.expectTerminalError()).isSameAs(broken);
    }

    @Test
    void cancellingBeginsNothing() {
        run(Flux.range(0, 10), 2);

        subscriber.cancel();

        assertThat(prepared).containsExactly(0, 1, 2);
        assertThat(started).containsExactly(0, 1);
    }

    @Test
    void afterAFailureStartsNoMoreAndLetsWhatIsUnderWayFinish() {
        run(Flux.range(0, 10), 3);

        fail(1, broken);
        assertThat(subscriber.isTerminated()).isFalse();
        done(0);
        done(2);

        assertThat(started).containsExactly(0, 1, 2);
        assertThat(subscriber.getReceivedOnNext()).containsExactly("0", "2");
        assertThat(subscriber.expectTerminalError()).isSameAs(broken);
    }

    @Test
    void endsInTheFirstFailureWithLaterOnesSuppressed() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second");
        run(Flux.range(0, 3), 3);

        fail(2, first);
        fail(0, second);
        done(1);

        assertThat(subscriber.expectTerminalError()).isSameAs(first);
        assertThat(first).hasSuppressedException(second);
        assertThat(first.getSuppressed()).hasSize(1);
    }

    @Test
    void theSameFailureTwiceIsNotSuppressedInItself() {
        run(Flux.range(0, 2), 2);

        fail(0, broken);
        fail(1, broken);

        assertThat(subscriber.expectTerminalError()).isSameAs(broken);
        assertThat(broken.getSuppressed()).isEmpty();
    }

    @Test
    void aFailedSourceLetsWhatIsUnderWayFinish() {
        run(Flux.range(0, 2).concatWith(Flux.error(broken)), 6);
        assertThat(subscriber.isTerminated()).isFalse();

        done(0);
        done(1);

        assertThat(subscriber.getReceivedOnNext()).containsExactly("0", "1");
        assertThat(subscriber.expectTerminalError()).isSameAs(broken);
    }

    @Test
    void anOperationThatCannotEvenStartLetsWhatIsUnderWayFinish() {
        InTurn.<Integer, String>flatMap(Flux.range(0, 3), 3, (number, turn) -> {
                    if (number == 1) {
                        throw broken;
                    }
                    return turn.flatMap(now -> operation(number));
                })
                .subscribe(subscriber);

        done(0);

        assertThat(started).containsExactly(0);
        assertThat(subscriber.getReceivedOnNext()).containsExactly("0");
        assertThat(subscriber.expectTerminalError()).isSameAs(broken);
    }

    @Test
    void anOperationThatFailsAtOnceStopsTheSource() {
        AtomicLong taken = new AtomicLong();
        InTurn.<Integer, String>flatMap(
                        Flux.range(0, 100).doOnNext(number -> taken.incrementAndGet()),
                        1,
                        (number, turn) -> Mono.error(broken))
                .subscribe(subscriber);

        assertThat(subscriber.expectTerminalError()).isSameAs(broken);
        assertThat(taken).hasValue(1);
    }

    @Test
    void aFailureCancelsASourceThatIsStillThinking() {
        TestPublisher<Integer> source = TestPublisher.create();
        run(source.flux(), 2);
        source.next(0);

        fail(0, broken);

        source.assertCancelled();
        assertThat(subscriber.expectTerminalError()).isSameAs(broken);
    }

    @Test
    void cancellingCancelsWhatIsUnderWayAndTheSource() {
        AtomicBoolean cancelled = new AtomicBoolean();
        TestPublisher<Integer> source = TestPublisher.create();
        InTurn.<Integer, String>flatMap(
                        source.flux(), 2, (number, turn) -> Mono.<String>never().doOnCancel(() -> cancelled.set(true)))
                .subscribe(subscriber);
        source.next(0);

        subscriber.cancel();

        source.assertCancelled();
        assertThat(cancelled).isTrue();
    }

    @Test
    void everySubscriptionHasItsOwnFailures() {
        AtomicBoolean first = new AtomicBoolean(true);
        Flux<String> stream = InTurn.flatMap(
                Flux.range(0, 2),
                1,
                (number, turn) -> first.getAndSet(false) ? Mono.error(broken) : turn.map(now -> "" + number));
        stream.subscribe(subscriber);
        TestSubscriber<String> again = TestSubscriber.create();
        stream.subscribe(again);

        assertThat(subscriber.expectTerminalError()).isSameAs(broken);
        assertThat(again.getReceivedOnNext()).containsExactly("0", "1");
        assertThat(again.isTerminatedComplete()).isTrue();
    }

    @RepeatedTest(20)
    void losesNothingWhenOperationsEndOnManyThreads() {
        List<Integer> began = new CopyOnWriteArrayList<>();
        List<String> emitted = new ArrayList<>();
        Throwable error = InTurn.flatMap(
                        Flux.range(0, 1000),
                        6,
                        (number, turn) -> turn.flatMap(now -> Mono.fromCallable(() -> {
                                    began.add(number);
                                    if (number == 100 || number == 103) {
                                        throw new IllegalStateException("broken at " + number);
                                    }
                                    return "" + number;
                                })
                                .subscribeOn(Schedulers.parallel())))
                .doOnNext(emitted::add)
                .then()
                .cast(Throwable.class)
                .onErrorResume(Mono::just)
                .block(ServiceTest.LONG);

        assertThat(error).hasMessageStartingWith("broken at ");
        assertThat(began).hasSizeLessThan(120);
        assertThat(emitted)
                .hasSize(began.size()
                        - 1
                        - java.util.Objects.requireNonNull(error).getSuppressed().length);
    }

    private void run(Flux<Integer> source, int concurrency) {
        InTurn.<Integer, String>flatMap(source, concurrency, (number, turn) -> {
                    prepared.add(number);
                    return turn.flatMap(now -> operation(number));
                })
                .subscribe(subscriber);
    }

    private Mono<String> operation(Integer number) {
        return Mono.defer(() -> {
            started.add(number);
            return underWay.computeIfAbsent(number, same -> Sinks.one()).asMono();
        });
    }

    private void done(int number) {
        sink(number).tryEmitValue("" + number).orThrow();
    }

    private void fail(int number, Throwable failure) {
        sink(number).tryEmitError(failure).orThrow();
    }

    private Sinks.One<String> sink(int number) {
        return java.util.Objects.requireNonNull(underWay.get(number), "not started: " + number);
    }
}
