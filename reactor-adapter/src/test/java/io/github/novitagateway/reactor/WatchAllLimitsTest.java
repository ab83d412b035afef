package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.ListedTrainings.QUEUING;
import static io.github.novitagateway.reactor.ListedTrainings.SERVING;
import static io.github.novitagateway.reactor.ListedTrainings.TRAINING;
import static io.github.novitagateway.reactor.ListedTrainings.failures;
import static io.github.novitagateway.reactor.ListedTrainings.ids;
import static io.github.novitagateway.reactor.WatchedTraining.overloaded;
import static io.github.novitagateway.reactor.WatchedTraining.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.subscriber.TestSubscriber;

/** When the patience of a watch of many trainings ends, and how often it asks. */
class WatchAllLimitsTest {

    private static final List<TaskId> TWELVE = ids(12);
    private static final TaskId FIRST = TWELVE.get(0);
    private static final TaskId SECOND = TWELVE.get(1);

    private final ListedTrainings service = new ListedTrainings();

    @Test
    void theDeadlineEndsEachWithItsIdAndItsLastStatus() {
        service.limits = WatchLimits.builder(Duration.ofSeconds(61)).build();
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.clock.advance(Duration.ofMillis(60_999));
        assertThat(watcher.isTerminated()).isFalse();
        service.clock.advance(Duration.ofMillis(1));

        List<Throwable> timeouts = failures(watcher.expectTerminalError());
        assertThat(timeouts.stream().map(timeout -> ((PollingTimeoutException) timeout).taskId()))
                .containsExactlyInAnyOrderElementsOf(TWELVE);
        assertThat(timeouts.get(0))
                .hasNoCause()
                .hasMessageContaining("deadline")
                .hasMessageContaining("PT1M1S")
                .asInstanceOf(type(PollingTimeoutException.class))
                .satisfies(timeout -> assertThat(timeout.lastSnapshot())
                        .extracting(TaskSnapshot::stage)
                        .isEqualTo(TrainingStage.TRAINING));
        assertThat(service.clock.waitingTimers()).isZero();
    }

    @Test
    void theDeadlineTellsWhyTheListCouldNotBeRead() {
        service.limits = WatchLimits.builder(Duration.ofSeconds(61)).build();
        TestSubscriber<TaskStatus> watcher =
                service.with(TWELVE, TRAINING).listIsGone(overloaded()).watchedBy(TWELVE);
        service.advance(61);

        assertThat(failures(watcher.expectTerminalError()))
                .hasSize(12)
                .allSatisfy(timeout ->
                        assertThat(timeout).hasCauseInstanceOf(overloaded().getClass()));
    }

    @Test
    void theDeadlineCountsFromSubscriptionForThoseThatLeftTheListToo() {
        service.limits = WatchLimits.builder(Duration.ofSeconds(61)).build();
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.advance(20);
        service.hidden.addAll(TWELVE);
        service.advance(41);

        assertThat(service.alone).hasSize(12);
        assertThat(failures(watcher.expectTerminalError())).hasSize(12);
        assertThat(service.clock.waitingTimers()).isZero();
    }

    @Test
    void theLimitOfAStageEndsTheTrainingThatStaysInItAlone() {
        service.limits = WatchLimits.builder(Duration.ofHours(1))
                .queueLimit(Duration.ofSeconds(62))
                .build();
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.set(FIRST, QUEUING).set(SECOND, QUEUING).advance(6);
        service.set(SECOND, TRAINING).advance(7);
        service.set(SECOND, QUEUING).advance(120);
        assertThat(watcher.isTerminated()).isFalse();
        service.with(TWELVE, "FAILED").advance(5);

        assertThat(watcher.getReceivedOnNext()).filteredOn(TaskStatus::terminal).hasSize(10);
        assertThat(failures(watcher.expectTerminalError()))
                .hasSize(2)
                .allSatisfy(timeout -> assertThat(timeout).hasMessageContaining("PT1M2S for stage QUEUED"));
    }

    @Test
    void theLimitOfAStageThatWasLeftEndsNothing() {
        service.limits = WatchLimits.builder(Duration.ofHours(1))
                .queueLimit(Duration.ofSeconds(62))
                .build();
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, QUEUING).watchedBy(TWELVE);
        service.advance(56);
        service.with(TWELVE, TRAINING).advance(4);
        service.with(TWELVE, QUEUING).advance(60);
        assertThat(watcher.isTerminated()).isFalse();
        service.advance(7);

        assertThat(failures(watcher.expectTerminalError())).hasSize(12);
    }

    @Test
    void trainingsThatEndedDuringSleepAreToldThoughTheDeadlineHasPassed() {
        service.limits = WatchLimits.builder(Duration.ofHours(1)).build();
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.with(TWELVE.subList(0, 11), SERVING);
        service.clock.sleep(Duration.ofHours(9));
        service.advance(5);

        assertThat(watcher.getReceivedOnNext()).filteredOn(TaskStatus::terminal).hasSize(11);
        assertThat(watcher.expectTerminalError())
                .asInstanceOf(type(PollingTimeoutException.class))
                .satisfies(timeout -> assertThat(timeout.taskId()).isEqualTo(TWELVE.get(11)));
        assertThat(service.clock.waitingTimers()).isZero();
    }

    @Test
    void aServiceThatStaysAwayEndsAllAMinuteAfterSleep() {
        service.limits = WatchLimits.builder(Duration.ofHours(1)).build();
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.listIsGone(overloaded());
        service.clock.sleep(Duration.ofHours(9));
        service.advance(59);
        assertThat(watcher.isTerminated()).isFalse();
        service.advance(1);

        assertThat(failures(watcher.expectTerminalError())).hasSize(12);
    }

    @Test
    void aClockThatIsSetEndsNothingAndDelaysNothing() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.clock.clockJumps(Duration.ofDays(400));
        service.advance(60);
        service.clock.clockJumps(Duration.ofDays(-400));
        int pages = service.pages.size();
        service.advance(60);

        assertThat(watcher.isTerminated()).isFalse();
        assertThat(service.pages).hasSize(pages + 12);
    }

    @Test
    void aClockThatIsSetBackDuringAWalkDelaysNothing() {
        service.roundTrip = Duration.ofSeconds(2);
        service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.advance(1);
        service.clock.clockJumps(Duration.ofDays(-400));
        service.advance(8);

        assertThat(service.pages).isEqualTo(seconds(1, 8));
    }

    @Test
    void theListIsAskedForEachIntervalHoweverLongItTakes() {
        service.roundTrip = Duration.ofSeconds(2);
        service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.advance(12);

        assertThat(service.pages).isEqualTo(seconds(1, 6, 11));
    }

    @Test
    void aListThatTakesLongIsLeftInPeaceForHalfAnInterval() {
        service.roundTrip = Duration.ofSeconds(8);
        service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.advance(26);

        assertThat(service.pages)
                .containsExactly(Duration.ofSeconds(4), Duration.ofMillis(14_500), Duration.ofSeconds(25));
    }

    @Test
    void jitterKeepsManyProgramsApart() {
        service.clock.chance(1);
        service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.advance(13);

        assertThat(service.pages).isEqualTo(seconds(0, 6, 12));
    }
}
