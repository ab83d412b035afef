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
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.ApiException.ServerException;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.subscriber.TestSubscriber;

/** When the patience of a watch ends. */
class WatchLimitsTest {

    private static final PollingPolicy EVERY_TEN_SECONDS = PollingPolicy.fixed(Duration.ofSeconds(10));
    private static final WatchLimits ONE_MINUTE =
            WatchLimits.builder(Duration.ofMinutes(1)).build();

    private final WatchedTraining training = new WatchedTraining();
    private final VirtualClock clock = training.clock;

    @Test
    void theDeadlineEndsAWatchWithTheLastSnapshotAndTheLastFailure() {
        ServerException lastFailure = overloaded();
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED, TRAINING)
                .fails(overloaded(), lastFailure)
                .watch(poller(ONE_MINUTE));

        clock.advance(Duration.ofMillis(59_999));
        assertThat(watcher.isTerminated()).isFalse();
        clock.advance(Duration.ofMillis(1));

        assertThat(timeout(watcher)).satisfies(error -> {
            assertThat(error.taskId()).isEqualTo(ID);
            assertThat(error.lastSnapshot()).isEqualTo(TRAINING);
            assertThat(error)
                    .hasCause(lastFailure)
                    .hasMessageContaining("deadline")
                    .hasMessageContaining("PT1M");
            assertThat(error.isTransient()).isFalse();
        });
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void theDeadlineHasNoCauseWhenTheLastRequestWentWell() {
        TestSubscriber<TaskStatus> watcher =
                training.fails(overloaded()).answers(QUEUED).watch(poller(ONE_MINUTE));

        clock.advance(Duration.ofMinutes(1));

        assertThat(timeout(watcher)).hasNoCause();
        assertThat(timeout(watcher).lastSnapshot()).isEqualTo(QUEUED.withStageObservedFor(Duration.ofSeconds(40)));
    }

    @Test
    void theDeadlineOfATaskThatWasNeverSeenHasNoSnapshot() {
        TestSubscriber<TaskStatus> watcher = training.fails(overloaded()).watch(poller(ONE_MINUTE));

        clock.advance(Duration.ofMinutes(1));

        assertThat(timeout(watcher).lastSnapshot()).isNull();
        assertThat(timeout(watcher)).hasCauseInstanceOf(ServerException.class);
    }

    @Test
    void theDeadlineEndsAWatchInTheMiddleOfARequest() {
        TestSubscriber<TaskStatus> watcher = training.answers(Mono.never()).watch(poller(ONE_MINUTE));

        clock.advance(Duration.ofMinutes(1));

        assertThat(timeout(watcher)).hasNoCause();
    }

    @Test
    void theDeadlineCutsAnObeyedRetryAfter() {
        TestSubscriber<TaskStatus> watcher =
                training.fails(rateLimited(Duration.ofHours(1))).watch(poller(ONE_MINUTE));

        clock.advance(Duration.ofMinutes(1));

        assertThat(timeout(watcher)).isNotNull();
        assertThat(training.asked).isEqualTo(seconds(0));
    }

    @Test
    void theDefaultDeadlineOfATrainingIsADay() {
        TestSubscriber<TaskStatus> watcher = training.answers(TRAINING).watch(training.poller());

        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(watcher.isTerminated()).isFalse();
        clock.advance(Duration.ofMillis(1));

        assertThat(timeout(watcher)).isNotNull();
    }

    @Test
    void everySubscriberHasItsOwnDeadline() {
        TaskPoller<TaskStatus> poller = training.answers(QUEUED).poller(EVERY_TEN_SECONDS, ONE_MINUTE);
        TestSubscriber<TaskStatus> early = training.watch(poller);
        clock.advance(Duration.ofSeconds(30));
        TestSubscriber<TaskStatus> late = training.watch(poller);

        clock.advance(Duration.ofSeconds(30));
        assertThat(timeout(early)).isNotNull();
        assertThat(late.isTerminated()).isFalse();
        clock.advance(Duration.ofSeconds(30));

        assertThat(timeout(late)).isNotNull();
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void everySubscriptionOfTheSameFluxHasItsOwnDeadline() {
        var watch =
                training.answers(QUEUED).poller(EVERY_TEN_SECONDS, ONE_MINUTE).watch(ID);
        watch.subscribe(TestSubscriber.create());
        clock.advance(Duration.ofSeconds(50));
        TestSubscriber<TaskStatus> later = TestSubscriber.create();
        watch.subscribe(later);

        clock.advance(Duration.ofSeconds(50));

        assertThat(later.isTerminated()).isFalse();
    }

    @Test
    void aSlowSubscriberOfATaskThatEndedInTimeIsNotToldOfADeadline() {
        TestSubscriber<TaskStatus> slow =
                training.watch(training.answers(QUEUED, READY).poller(EVERY_TEN_SECONDS, ONE_MINUTE), 0);
        clock.advance(Duration.ofMinutes(5));

        slow.request(1);

        assertThat(slow.getReceivedOnNext()).containsExactly(READY);
        assertThat(slow.isTerminatedComplete()).isTrue();
    }

    @Test
    void theQueueLimitEndsAWatchInTheQueue() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED)
                .watch(poller(limits().queueLimit(Duration.ofSeconds(25)).build()));

        clock.advance(Duration.ofMillis(24_999));
        assertThat(watcher.isTerminated()).isFalse();
        clock.advance(Duration.ofMillis(1));

        assertThat(timeout(watcher)).hasMessageContaining("PT25S").hasMessageContaining("QUEUED");
        assertThat(timeout(watcher).lastSnapshot()).isEqualTo(QUEUED.withStageObservedFor(Duration.ofSeconds(20)));
        assertThat(clock.waitingTimers()).isZero();
    }

    @Test
    void aLimitCountsFromTheBeginningOfItsStage() {
        TestSubscriber<TaskStatus> watcher = training.answers(QUEUED, QUEUED, TRAINING)
                .watch(poller(limits().queueLimit(Duration.ofSeconds(25))
                        .trainingLimit(Duration.ofSeconds(35))
                        .build()));

        clock.advanceTo(Duration.ofMillis(54_999));
        assertThat(watcher.isTerminated()).isFalse();
        clock.advanceTo(Duration.ofSeconds(55));

        assertThat(timeout(watcher)).hasMessageContaining("PT35S").hasMessageContaining("TRAINING");
    }

    @Test
    void progressDoesNotExtendTheLimitOfAStage() {
        TestSubscriber<TaskStatus> watcher = training.answers(
                        WatchedTraining.training(1.0, null),
                        WatchedTraining.training(2.0, null),
                        WatchedTraining.training(3.0, null))
                .watch(poller(limits().trainingLimit(Duration.ofSeconds(25)).build()));

        clock.advance(Duration.ofSeconds(25));

        assertThat(timeout(watcher)).isNotNull();
    }

    @Test
    void failuresDoNotExtendTheLimitOfAStage() {
        ServerException failure = overloaded();
        TestSubscriber<TaskStatus> watcher = training.answers(DEPLOYING)
                .fails(failure)
                .watch(poller(limits().deploymentLimit(Duration.ofSeconds(25)).build()));

        clock.advance(Duration.ofSeconds(25));

        assertThat(timeout(watcher)).hasMessageContaining("DEPLOYING").hasCause(failure);
    }

    @Test
    void stagesWithoutALimitLastUntilTheDeadline() {
        TestSubscriber<TaskStatus> watcher = training.answers(TRAINING)
                .watch(poller(limits().queueLimit(Duration.ofSeconds(5))
                        .deploymentLimit(Duration.ofSeconds(5))
                        .build()));

        clock.advance(Duration.ofMinutes(59));

        assertThat(watcher.isTerminated()).isFalse();
    }

    @Test
    void drawingsHaveStageLimitsToo() {
        GenerationStatus drawing = new GenerationStatus(
                TaskId.image("drawn"), "TASK_STATUS_PROCESSING", "", null, null, List.of(), null, null);
        TaskPoller<GenerationStatus> poller = new TaskPoller<>(
                id -> Mono.just(drawing),
                GenerationStatus::withStageObservedFor,
                EVERY_TEN_SECONDS,
                limits().trainingLimit(Duration.ofSeconds(30)).build(),
                new Agenda(clock.pace(), training.lifecycle),
                Observed.NOT);
        TestSubscriber<GenerationStatus> watcher = TestSubscriber.create();
        poller.watch(drawing.taskId()).subscribe(watcher);

        clock.advance(Duration.ofSeconds(30));

        assertThat(watcher.expectTerminalError())
                .isInstanceOf(PollingTimeoutException.class)
                .hasMessageContaining("PROCESSING");
    }

    private TaskPoller<TaskStatus> poller(WatchLimits limits) {
        return training.poller(EVERY_TEN_SECONDS, limits);
    }

    private static WatchLimits.Builder limits() {
        return WatchLimits.builder(Duration.ofHours(1));
    }

    private static PollingTimeoutException timeout(TestSubscriber<?> watcher) {
        return assertThat(watcher.expectTerminalError())
                .asInstanceOf(type(PollingTimeoutException.class))
                .actual();
    }
}
