package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.WatchedTraining.DEPLOYING;
import static io.github.novitagateway.reactor.WatchedTraining.ID;
import static io.github.novitagateway.reactor.WatchedTraining.QUEUED;
import static io.github.novitagateway.reactor.WatchedTraining.READY;
import static io.github.novitagateway.reactor.WatchedTraining.TRAINING;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.rateLimited;
import static io.github.novitagateway.reactor.WatchedTraining.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.reactor.PollingPolicy.Observation;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

/** When a poller asks. */
class TaskPollerTest {

    private final WatchedTraining training = new WatchedTraining();
    private final VirtualClock clock = training.clock;

    @Test
    void asksAtOnceThenAsThePolicySaysAndNotAfterTheEnd() {
        training.answers(QUEUED, TRAINING, DEPLOYING, READY);
        TestSubscriber<TaskStatus> watcher = training.watch(training.poller());

        clock.advance(Duration.ofMinutes(10));

        assertThat(training.asked).isEqualTo(seconds(0, 10, 20, 30));
        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED, TRAINING, DEPLOYING, READY);
        assertThat(watcher.isTerminatedComplete()).isTrue();
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void asksNothingBeforeSubscription() {
        training.answers(QUEUED).poller().watch(ID);

        clock.advance(Duration.ofMinutes(1));

        assertThat(training.asked).isEmpty();
    }

    @Test
    void waitsForTheAnswerBeforeItCountsTheNextWait() {
        training.answers(Mono.delay(Duration.ofSeconds(4), clock).thenReturn(QUEUED));
        training.watch(training.poller());

        clock.advance(Duration.ofSeconds(30));

        assertThat(training.asked).isEqualTo(seconds(0, 14, 28));
    }

    @Test
    void jitterShortensAWaitByAFifthAtMost() {
        clock.chance(0);
        training.answers(QUEUED).watch(training.poller());

        clock.advance(Duration.ofSeconds(20));

        assertThat(training.asked).isEqualTo(seconds(0, 8, 16));
    }

    @Test
    void jitterLengthensAWaitByAFifthAtMost() {
        clock.chance(1);
        training.answers(QUEUED).watch(training.poller());

        clock.advance(Duration.ofSeconds(30));

        assertThat(training.asked).isEqualTo(seconds(0, 12, 24));
    }

    @Test
    void everyWaitHasItsOwnJitter() {
        training.answers(QUEUED).watch(training.poller());
        clock.chance(1);

        clock.advance(Duration.ofSeconds(22));

        assertThat(training.asked).isEqualTo(seconds(0, 10, 22));
    }

    @Test
    void retryAfterLengthensTheWait() {
        training.fails(rateLimited(Duration.ofSeconds(45))).answers(QUEUED).watch(training.poller());

        clock.advance(Duration.ofSeconds(60));

        assertThat(training.asked).isEqualTo(seconds(0, 45, 55));
    }

    @Test
    void retryAfterOfHoursIsObeyed() {
        training.fails(rateLimited(Duration.ofHours(2))).answers(QUEUED).watch(training.poller());

        clock.advance(Duration.ofHours(2));

        assertThat(training.asked).isEqualTo(seconds(0, 7200));
    }

    @Test
    void aShortRetryAfterDoesNotShortenTheWait() {
        training.fails(rateLimited(Duration.ofSeconds(1))).answers(QUEUED).watch(training.poller());

        clock.advance(Duration.ofSeconds(19));

        assertThat(training.asked).isEqualTo(seconds(0, 10));
    }

    @Test
    void startsOverAtAChangeOfStage() {
        PollingPolicy doubling = PollingPolicy.exponential(Duration.ofSeconds(1), 2, Duration.ofSeconds(30));
        training.answers(QUEUED, QUEUED, QUEUED, TRAINING, TRAINING, DEPLOYING, READY);
        training.watch(training.poller(doubling, WatchLimits.forTraining()));

        clock.advance(Duration.ofMinutes(1));

        assertThat(training.asked).isEqualTo(seconds(0, 1, 3, 7, 8, 10, 11));
    }

    @Test
    void pacesByStageAndEstimate() {
        training.answers(
                QUEUED, WatchedTraining.training(90.0, Duration.ofSeconds(10)), TRAINING, DEPLOYING, DEPLOYING, READY);
        training.watch(training.poller(PollingPolicy.paced(), WatchLimits.forTraining()));

        clock.advance(Duration.ofMinutes(5));

        assertThat(training.asked).isEqualTo(seconds(0, 30, 37, 67, 70, 73));
    }

    @Test
    void backsOffAfterFailedPolls() {
        training.answers(DEPLOYING)
                .fails(overloaded(), overloaded(), overloaded(), overloaded(), overloaded())
                .answers(DEPLOYING, READY);
        training.watch(training.poller(PollingPolicy.paced(), WatchLimits.forTraining()));

        clock.advance(Duration.ofMinutes(5));

        assertThat(training.asked).isEqualTo(seconds(0, 3, 9, 21, 45, 75, 105, 108));
    }

    @Test
    void tellsThePolicyWhatEachRequestBrought() {
        List<Observation> observations = new ArrayList<>();
        training.fails(overloaded()).answers(QUEUED).fails(overloaded()).answers(TRAINING);
        training.watch(training.poller(noting(observations), WatchLimits.forTraining()));

        clock.advance(Duration.ofSeconds(3));

        assertThat(observations)
                .startsWith(
                        new Observation(null, true),
                        new Observation(QUEUED, false),
                        new Observation(QUEUED, true),
                        new Observation(TRAINING, false));
    }

    @Test
    void aPolicyThatDoesNotWaitCausesNoStormOfRequests() {
        training.answers(QUEUED);
        training.watch(training.poller(impatient(), WatchLimits.forTraining()));

        clock.advance(Duration.ofMillis(100));

        assertThat(training.asked).hasSizeBetween(2, 11);
    }

    private static PollingPolicy impatient() {
        return new PollingPolicy() {
            @Override
            public Duration first() {
                return Duration.ZERO;
            }

            @Override
            public Session start() {
                return observation -> Duration.ZERO;
            }
        };
    }

    private static PollingPolicy noting(List<Observation> observations) {
        return new PollingPolicy() {
            @Override
            public Duration first() {
                return Duration.ofSeconds(1);
            }

            @Override
            public Session start() {
                return observation -> {
                    observations.add(observation);
                    return Duration.ofSeconds(1);
                };
            }
        };
    }

    @Test
    void aNewTaskIsFirstAskedForAfterThePolicysFirstWait() {
        TaskPoller<TaskStatus> poller =
                training.answers(QUEUED, READY).poller(PollingPolicy.paced(), WatchLimits.forTraining());
        TestSubscriber<TaskStatus> watcher = TestSubscriber.create();
        poller.watchFromStart(ID).subscribe(watcher);

        clock.advance(Duration.ofMillis(4999));
        assertThat(training.asked).isEmpty();
        clock.advance(Duration.ofMinutes(1));

        assertThat(training.asked).isEqualTo(seconds(5, 35));
        assertThat(watcher.getReceivedOnNext()).containsExactly(QUEUED, READY);
    }

    @Test
    void cancellingDuringTheFirstWaitLeavesNoTimer() {
        TestSubscriber<TaskStatus> watcher = TestSubscriber.create();
        training.answers(QUEUED).poller().watchFromStart(ID).subscribe(watcher);

        watcher.cancel();
        clock.advance(Duration.ofMinutes(1));

        assertThat(clock.waitingTimers()).isZero();
        assertThat(training.asked).isEmpty();
    }

    @Test
    void cancellingBetweenTwoRequestsStopsAndLeavesNoTimer() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED).watch(training.poller());
        clock.advance(Duration.ofSeconds(15));

        watcher.cancel();

        assertThat(clock.waitingTimers()).isZero();
        clock.advance(Duration.ofMinutes(5));
        assertThat(training.asked).hasSize(2);
    }

    @Test
    void cancellingDuringARequestCancelsTheRequest() {
        AtomicInteger cancelled = new AtomicInteger();
        training.answers(Mono.<TaskStatus>never().doOnCancel(cancelled::incrementAndGet));
        TestSubscriber<TaskStatus> watcher = training.watch(training.poller());

        watcher.cancel();

        assertThat(cancelled).hasValue(1);
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void subscribingAgainAsksAtOnceWithAFreshSchedule() {
        PollingPolicy doubling = PollingPolicy.exponential(Duration.ofSeconds(1), 2, Duration.ofSeconds(30));
        TaskPoller<TaskStatus> poller = training.answers(QUEUED).poller(doubling, WatchLimits.forTraining());
        TestSubscriber<TaskStatus> first = training.watch(poller);
        clock.advanceTo(Duration.ofSeconds(5));
        first.cancel();
        clock.advanceTo(Duration.ofSeconds(100));

        TestSubscriber<TaskStatus> second = training.watch(poller);
        clock.advanceTo(Duration.ofSeconds(104));

        assertThat(training.asked).isEqualTo(seconds(0, 1, 3, 100, 101, 103));
        assertThat(second.getReceivedOnNext()).hasSize(3);
    }
}
