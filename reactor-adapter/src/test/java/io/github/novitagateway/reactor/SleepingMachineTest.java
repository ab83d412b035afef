package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.READY;
import static io.github.novitagateway.reactor.WatchedTraining.TRAINING;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.rateLimited;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

/** What becomes of a watch whose machine sleeps. */
class SleepingMachineTest {

    private static final Duration NIGHT = Duration.ofHours(9);

    private final WatchedTraining training = new WatchedTraining();
    private final VirtualClock clock = training.clock;

    @Test
    void aWatchGoesOnAfterSleepAndAsksAtOnce() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED, TRAINING).watch(training.poller());
        clock.advance(Duration.ofSeconds(5));

        clock.sleep(Duration.ofHours(3));

        assertThat(training.asked).hasSize(2).last().isEqualTo(Duration.ofSeconds(3 * 3600 + 5));
        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED, TRAINING);
        assertThat(watcher.isTerminated()).isFalse();
    }

    @Test
    void aTrainingThatEndedDuringSleepIsDeliveredThoughTheDeadlineHasPassed() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED)
                .answers(Mono.delay(Duration.ofSeconds(2), clock).thenReturn(READY))
                .watch(poller(limits(Duration.ofHours(1)).build()));

        clock.sleep(NIGHT);
        assertThat(watcher.isTerminated()).isFalse();
        clock.advance(Duration.ofSeconds(2));

        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED, READY);
        assertThat(watcher.isTerminatedComplete()).isTrue();
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void theLastLookMayFailAfterSleepAndIsTakenAgain() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED)
                .fails(overloaded(), overloaded())
                .answers(READY)
                .watch(poller(limits(Duration.ofHours(1)).build()));

        clock.sleep(NIGHT);
        clock.advance(Duration.ofSeconds(20));

        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED, READY);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    @Test
    void aTrainingThatStillRunsAfterTheDeadlineTimesOutWithWhatTheLastLookSaid() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED)
                .answers(Mono.delay(Duration.ofSeconds(2), clock).thenReturn(TRAINING))
                .watch(poller(limits(Duration.ofHours(1)).build()));

        clock.sleep(NIGHT);
        clock.advance(Duration.ofSeconds(2));

        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED, TRAINING);
        assertThat(timeout(watcher)).hasMessageContaining("deadline");
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void aServiceThatStaysAwayEndsTheWatchAMinuteAfterSleep() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED)
                .fails(overloaded())
                .watch(poller(limits(Duration.ofHours(1)).build()));

        clock.sleep(NIGHT);
        clock.advance(Duration.ofMillis(59_999));
        assertThat(watcher.isTerminated()).isFalse();
        clock.advance(Duration.ofMillis(1));

        assertThat(timeout(watcher)).hasMessageContaining("deadline");
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void theLimitOfAStageThatWasLeftDuringSleepEndsNothing() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED)
                .answers(Mono.delay(Duration.ofSeconds(2), clock).thenReturn(TRAINING))
                .answers(TRAINING)
                .watch(poller(limits(Duration.ofHours(24))
                        .queueLimit(Duration.ofMinutes(5))
                        .build()));

        clock.sleep(Duration.ofHours(3));
        clock.advance(Duration.ofMinutes(10));

        assertThat(watcher.isTerminated()).isFalse();
    }

    @Test
    void theLimitOfAStageThatLastsEndsTheWatchAfterSleep() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED)
                .watch(poller(limits(Duration.ofHours(24))
                        .queueLimit(Duration.ofMinutes(5))
                        .build()));

        clock.sleep(Duration.ofHours(3));
        clock.advance(Duration.ofSeconds(10));

        assertThat(timeout(watcher)).hasMessageContaining("PT5M").hasMessageContaining("QUEUED");
    }

    @Test
    void aLongWaitEndsSoonAfterSleepThoughTimersDidNotCountIt() {
        training.fails(rateLimited(Duration.ofHours(2))).answers(READY);
        TestSubscriber<TaskStatus> watcher = training.watch(training.poller());

        clock.clockJumps(Duration.ofHours(3));
        clock.advance(Duration.ofSeconds(10));

        assertThat(watcher.getReceivedOnNext()).containsExactly(READY);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    @Test
    void aClockThatIsSetBackDelaysNoLook() {
        training.answers(QUEUED, READY)
                .watch(training.poller(PollingPolicy.fixed(Duration.ofSeconds(30)), WatchLimits.forTraining()));

        clock.clockJumps(Duration.ofHours(-1));
        clock.advance(Duration.ofSeconds(30));

        assertThat(training.asked).hasSize(2);
    }

    @Test
    void aClockThatIsSetForwardEndsNoWatch() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED).watch(training.poller());

        clock.clockJumps(Duration.ofDays(400));
        clock.advance(Duration.ofMinutes(10));

        assertThat(watcher.isTerminated()).isFalse();
    }

    private TaskPoller<TaskStatus> poller(WatchLimits limits) {
        return training.poller(PollingPolicy.fixed(Duration.ofSeconds(10)), limits);
    }

    private static WatchLimits.Builder limits(Duration deadline) {
        return WatchLimits.builder(deadline);
    }

    private static Throwable timeout(TestSubscriber<?> watcher) {
        Throwable failure = watcher.expectTerminalError();
        assertThat(failure).isInstanceOf(PollingTimeoutException.class);
        return failure;
    }
}
