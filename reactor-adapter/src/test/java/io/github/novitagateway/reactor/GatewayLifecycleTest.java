package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.ID;
import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.test.subscriber.TestSubscriber;

class GatewayLifecycleTest {

    private final GatewayLifecycle lifecycle = new GatewayLifecycle();
    private final TestSubscriber<String> subscriber = TestSubscriber.create();

    @Test
    void valuesPassWhileTheGatewayIsOpen() {
        assertThat(lifecycle.guard(Mono.just("a")).block(ServiceTest.LONG)).isEqualTo("a");
        assertThat(lifecycle.guard(Mono.empty()).blockOptional(ServiceTest.LONG))
                .isEmpty();
        assertThat(ServiceTest.values(lifecycle.guard(Flux.just("a", "b")))).containsExactly("a", "b");
    }

    @Test
    void errorsPassWhileTheGatewayIsOpen() {
        IllegalStateException failure = new IllegalStateException("broken");
        lifecycle.guard(Mono.<String>error(failure)).subscribe(subscriber);
        TestSubscriber<String> other = TestSubscriber.create();
        lifecycle.guard(Flux.<String>error(failure)).subscribe(other);

        assertThat(subscriber.expectTerminalError()).isSameAs(failure);
        assertThat(other.expectTerminalError()).isSameAs(failure);
    }

    @Test
    void closingEndsAndCancelsAnOperationUnderWay() {
        TestPublisher<String> operation = TestPublisher.create();
        lifecycle.guard(operation.mono()).subscribe(subscriber);

        lifecycle.close();

        assertThat(subscriber.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        operation.assertCancelled();
    }

    @Test
    void closingEndsAndCancelsAStreamUnderWay() {
        TestPublisher<String> stream = TestPublisher.create();
        lifecycle.guard(stream.flux()).subscribe(subscriber);
        stream.next("a");

        lifecycle.close();

        assertThat(subscriber.getReceivedOnNext()).containsExactly("a");
        assertThat(subscriber.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        stream.assertCancelled();
    }

    @Test
    void nothingStartsAfterClosing() {
        AtomicInteger started = new AtomicInteger();
        lifecycle.close();

        lifecycle
                .guard(Mono.<String>never().doOnSubscribe(begun -> started.incrementAndGet()))
                .subscribe(subscriber);
        TestSubscriber<String> other = TestSubscriber.create();
        lifecycle
                .guard(Flux.<String>never().doOnSubscribe(begun -> started.incrementAndGet()))
                .subscribe(other);

        assertThat(subscriber.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        assertThat(other.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        assertThat(started).hasValue(0);
    }

    @Test
    void aSubscriberThatThrowsDoesNotKeepTheOthersFromEnding() {
        AtomicInteger told = new AtomicInteger();
        lifecycle.whenClosed(told::incrementAndGet);
        lifecycle.guard(Mono.never()).subscribe(value -> {}, failure -> {
            throw new IllegalStateException("a consumer's own", failure);
        });
        lifecycle.guard(Mono.<String>never()).subscribe(subscriber);

        lifecycle.close();

        assertThat(subscriber.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        assertThat(told).hasValue(1);
    }

    @Test
    void closingTwiceDoesNothingMore() {
        lifecycle.guard(Mono.<String>never()).subscribe(subscriber);

        lifecycle.close();
        lifecycle.close();

        assertThat(subscriber.getProtocolErrors()).isEmpty();
        assertThat(subscriber.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
    }

    @Test
    void whatHasEndedBeforeIsNotTouched() {
        lifecycle.guard(Flux.just("a")).subscribe(subscriber);

        lifecycle.close();

        assertThat(subscriber.isTerminatedComplete()).isTrue();
    }

    @Test
    void closingEndsAWatchBetweenTwoRequests() {
        WatchedTraining training = new WatchedTraining().answers(QUEUED);
        TestSubscriber<TaskStatus> watcher = training.watch(training.poller());
        training.clock.advance(Duration.ofSeconds(5));

        training.lifecycle.close();

        assertEnded(training, watcher);
        assertThat(training.asked).hasSize(1);
    }

    @Test
    void closingEndsAWatchInTheMiddleOfARequest() {
        WatchedTraining training = new WatchedTraining();
        TestSubscriber<TaskStatus> watcher = training.answers(Mono.never()).watch(training.poller());

        training.lifecycle.close();

        assertEnded(training, watcher);
    }

    @Test
    void closingEndsAWatchThatBacksOff() {
        WatchedTraining training = new WatchedTraining().fails(overloaded());
        TestSubscriber<TaskStatus> watcher = training.watch(training.poller());

        training.lifecycle.close();

        assertEnded(training, watcher);
    }

    @Test
    void closingEndsTheFirstWaitOfANewTask() {
        WatchedTraining training = new WatchedTraining().answers(QUEUED);
        TestSubscriber<TaskStatus> watcher = TestSubscriber.create();
        training.poller(PollingPolicy.paced(), WatchLimits.forTraining())
                .watchFromStart(ID)
                .subscribe(watcher);

        training.lifecycle.close();

        assertEnded(training, watcher);
        assertThat(training.asked).isEmpty();
    }

    @Test
    void closingEndsEverySubscriberOfAPoller() {
        WatchedTraining training = new WatchedTraining().answers(QUEUED);
        TaskPoller<TaskStatus> poller = training.poller();
        TestSubscriber<TaskStatus> first = training.watch(poller);
        TestSubscriber<TaskStatus> second = training.watch(poller);

        training.lifecycle.close();

        assertEnded(training, first);
        assertEnded(training, second);
    }

    @Test
    void aWatchAfterClosingAsksNothing() {
        WatchedTraining training = new WatchedTraining().answers(QUEUED);
        training.lifecycle.close();

        TestSubscriber<TaskStatus> watcher = training.watch(training.poller());

        assertEnded(training, watcher);
        assertThat(training.asked).isEmpty();
    }

    private static void assertEnded(WatchedTraining training, TestSubscriber<TaskStatus> watcher) {
        assertThat(watcher.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        assertThat(training.clock.waitingTimers()).isZero();
    }
}
