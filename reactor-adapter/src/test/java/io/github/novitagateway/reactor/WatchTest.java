package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.DEPLOYING;
import static io.github.novitagateway.reactor.WatchedTraining.FAILED;
import static io.github.novitagateway.reactor.WatchedTraining.ID;
import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.READY;
import static io.github.novitagateway.reactor.WatchedTraining.TRAINING;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.error.ApiException.AuthenticationException;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.subscriber.TestSubscriber;

/** What a subscriber gets. */
class WatchTest {

    private final WatchedTraining training = new WatchedTraining();
    private final VirtualClock clock = training.clock;

    @Test
    void emitsEveryObservationAlsoWhenNothingHasChanged() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED).watch(training.poller());

        clock.advance(Duration.ofSeconds(30));

        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED, QUEUED, QUEUED, QUEUED);
    }

    @Test
    void emitsNothingForAFailedRequest() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED)
                .fails(overloaded(), overloaded())
                .answers(TRAINING)
                .watch(training.poller());

        clock.advance(Duration.ofSeconds(30));

        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED, TRAINING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "", "PAUSED", "success", "CANCELLED"})
    void noUnknownWordIsAnEnd(String word) {
        TaskStatus odd = status(word, null, null);
        TestSubscriber<TaskStatus> watcher = training.answers(odd, odd, READY).watch(training.poller());

        clock.advance(Duration.ofSeconds(10));
        assertThat(watcher.isTerminated()).isFalse();
        clock.advance(Duration.ofSeconds(10));

        assertThat(watcher.getReceivedOnNext()).containsExactly(odd, odd, READY);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    @Test
    void successIsNoEndBeforeAModelServes() {
        TaskStatus withoutModel = status("SUCCESS", null, null);
        TestSubscriber<TaskStatus> watcher =
                training.answers(withoutModel, DEPLOYING, READY).watch(training.poller());

        clock.advance(Duration.ofSeconds(10));
        assertThat(watcher.isTerminated()).isFalse();
        clock.advance(Duration.ofSeconds(10));

        assertThat(watcher.getReceivedOnNext()).containsExactly(withoutModel, DEPLOYING, READY);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "CANCELED"})
    void aBadEndIsEmittedAndCompletes(String word) {
        TestSubscriber<TaskStatus> watcher =
                training.answers(TRAINING, status(word, null, null)).watch(training.poller());

        clock.advance(Duration.ofHours(1));

        assertThat(watcher.getReceivedOnNext()).last().isEqualTo(status(word, null, null));
        assertThat(watcher.isTerminatedComplete()).isTrue();
        assertThat(training.asked).hasSize(2);
    }

    @Test
    void aSlowSubscriberGetsTheLatest() {
        TestSubscriber<TaskStatus> slow =
                training.answers(QUEUED, TRAINING, DEPLOYING).watch(training.poller(), 1);
        clock.advance(Duration.ofSeconds(25));
        assertThat(slow.getReceivedOnNext()).containsExactly(QUEUED);

        slow.request(1);

        assertThat(slow.getReceivedOnNext()).containsExactly(QUEUED, DEPLOYING);
    }

    @Test
    void aSlowSubscriberNeverMissesTheTerminalOne() {
        TestSubscriber<TaskStatus> slow =
                training.answers(QUEUED, TRAINING, FAILED).watch(training.poller(), 0);
        clock.advance(Duration.ofDays(3));
        assertThat(slow.getReceivedOnNext()).isEmpty();
        assertThat(slow.isTerminated()).isFalse();

        slow.request(1);

        assertThat(slow.getReceivedOnNext()).containsExactly(FAILED);
        assertThat(slow.isTerminatedComplete()).isTrue();
    }

    @Test
    void aSlowSubscriberDoesNotSlowTheOthers() {
        TaskPoller<TaskStatus> poller =
                training.answers(QUEUED, TRAINING, READY).poller();
        training.watch(poller, 0);
        TestSubscriber<TaskStatus> quick = training.watch(poller);

        clock.advance(Duration.ofSeconds(20));

        assertThat(quick.getReceivedOnNext()).containsExactly(QUEUED, TRAINING, READY);
    }

    @Test
    void aSlowSubscriberIsToldADefiniteFailureAtOnce() {
        TestSubscriber<TaskStatus> slow = training.answers(QUEUED)
                .fails(new AuthenticationException(WatchedTraining.error(401, "", null)))
                .watch(training.poller(), 0);

        clock.advance(Duration.ofSeconds(10));

        assertThat(slow.expectTerminalError()).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void aSubscriberThatLeavesAtAValueGetsNoMore() {
        TestSubscriber<TaskStatus> one = TestSubscriber.create();
        training.answers(QUEUED).poller().watch(ID).take(1).subscribe(one);

        clock.advance(Duration.ofMinutes(1));

        assertThat(one.getReceivedOnNext()).containsExactly(QUEUED);
        assertThat(training.asked).hasSize(1);
        assertThat(clock.waitingTimers()).isZero();
    }
}
