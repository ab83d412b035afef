package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.ListedTrainings.DEPLOYING;
import static io.github.novitagateway.reactor.ListedTrainings.QUEUING;
import static io.github.novitagateway.reactor.ListedTrainings.SERVING;
import static io.github.novitagateway.reactor.ListedTrainings.TRAINING;
import static io.github.novitagateway.reactor.ListedTrainings.ids;
import static io.github.novitagateway.reactor.WatchedTraining.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.reactor.TaskJournal.Ended;
import io.github.novitagateway.reactor.TaskJournal.Observed;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.subscriber.TestSubscriber;

/** What many trainings that are watched together bring, and what that costs. */
class WatchAllTest {

    private static final List<TaskId> TWELVE = ids(12);
    private static final TaskId FIRST = TWELVE.get(0);

    private final ListedTrainings service = new ListedTrainings();

    @Test
    void aThousandTrainingsCostTenRequestsATick() {
        service.with(ids(1000), TRAINING).watchedBy(ids(1000));

        service.advance(59);

        assertThat(service.pages).hasSize(12 * 10);
        assertThat(service.alone).isEmpty();
        assertThat(service.asked).isEqualTo(100);
    }

    @Test
    void theWalkEndsWhereAllHaveBeenSeen() {
        service.with(TWELVE, TRAINING)
                .with(ids(5000).subList(12, 5000), "FAILED")
                .watchedBy(TWELVE);

        service.advance(6);

        assertThat(service.pages).isEqualTo(seconds(0, 5));
    }

    @Test
    void pagesThatTheServiceCutsShortDoNotEndTheWalk() {
        service.granted = 10;
        service.with(ids(200), TRAINING).watchedBy(ids(200));

        service.advance(4);

        assertThat(service.pages).hasSize(20);
        assertThat(service.alone).isEmpty();
    }

    @Test
    void aStatusIsToldWhenItSaysSomethingNew() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, QUEUING).watchedBy(TWELVE);
        service.advance(11);
        assertThat(watcher.getReceivedOnNext()).hasSize(12);

        service.set(FIRST, TRAINING).advance(5);
        service.set(FIRST, DEPLOYING).advance(20);

        assertThat(watcher.getReceivedOnNext().subList(12, 14))
                .extracting(TaskStatus::taskId, TaskStatus::stage)
                .containsExactly(tuple(FIRST, TrainingStage.TRAINING), tuple(FIRST, TrainingStage.DEPLOYING));
        assertThat(watcher.getReceivedOnNext()).hasSize(14);
    }

    @Test
    void aTrainingThatIsReadyIsAskedForAloneOnceAndToldInFull() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, DEPLOYING).watchedBy(TWELVE);
        service.set(FIRST, SERVING).advance(60);

        TaskStatus last = watcher.getReceivedOnNext().get(12);
        assertThat(last.servingModel())
                .hasValueSatisfying(model -> assertThat(model.name()).isEqualTo("model_t0.safetensors"));
        assertThat(last.modelType()).isEqualTo("lora");
        assertThat(service.askedAlone()).isEqualTo(1);
        assertThat(watcher.isTerminated()).isFalse();
    }

    @Test
    void failedAndCancelledTrainingsAreAnEndThatTheListTellsInFull() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.with(TWELVE.subList(0, 6), "FAILED").with(TWELVE.subList(6, 12), "CANCELED");
        service.advance(5);

        assertThat(watcher.getReceivedOnNext()).hasSize(24);
        assertThat(watcher.isTerminatedComplete()).isTrue();
        assertThat(service.alone).isEmpty();
        assertThat(service.clock.waitingTimers()).isZero();
    }

    @Test
    void anAnswerThatNamesAnotherTrainingEndsTheOneThatWasAskedFor() {
        TWELVE.forEach(id -> service.misnamed.put(id, TaskId.style("other")));
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, SERVING).watchedBy(TWELVE);
        service.advance(1);

        assertThat(watcher.getReceivedOnNext()).hasSize(12);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    @Test
    void upToTenAreWatchedOneByOne() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(ids(10));
        service.advance(11);
        service.with(TWELVE, SERVING).advance(5);

        assertThat(service.pages).isEmpty();
        assertThat(service.alone).hasSize(10);
        assertThat(watcher.getReceivedOnNext()).hasSize(20);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    @Test
    void anIdThatIsGivenTwiceIsWatchedOnce() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(Collections.nCopies(50, FIRST));

        assertThat(watcher.getReceivedOnNext()).hasSize(1);
        assertThat(service.askedAlone()).isEqualTo(1);
        assertThat(service.pages).isEmpty();
    }

    @Test
    void tenThousandTrainingsAreWatchedToTheirEnd() {
        List<TaskId> all = ids(10_000);
        TestSubscriber<TaskStatus> watcher = service.with(all, TRAINING).watchedBy(all);
        service.with(all, "FAILED").with(all.subList(0, 500), SERVING).advance(60);

        assertThat(service.pages).hasSize(200);
        assertThat(service.askedAlone()).isEqualTo(500);
        assertThat(watcher.isTerminatedComplete()).isTrue();
        assertThat(new HashSet<>(watcher.getReceivedOnNext())).hasSize(20_000);
    }

    @Test
    void theTimeInAStageIsCountedFromTheFirstLookThatFoundItOverListAndAlone() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.hidden.add(FIRST);
        service.advance(11);

        TaskStatus alone = watcher.getReceivedOnNext().get(12);
        assertThat(alone.modelType()).isEqualTo("lora");
        assertThat(alone.stageObservedFor()).isEqualTo(Duration.ofSeconds(10));
        assertThat(watcher.getReceivedOnNext().get(0).stageObservedFor()).isZero();
    }

    @Test
    void eachStepAndEachEndThatTheListTellsIsNotedOnce() {
        service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.advance(20);
        service.set(FIRST, "UNKNOWN").advance(5);
        service.set(FIRST, "A_NEW_WORD").advance(5);
        service.set(FIRST, "FAILED").advance(10);

        assertThat(service.journal.entries(Observed.class).subList(0, 12))
                .extracting(Observed::stage)
                .containsOnly("TRAINING");
        assertThat(service.journal.entries(Observed.class).subList(12, 13))
                .extracting(Observed::stage)
                .containsExactly("UNKNOWN");
        assertThat(service.journal.entries(Observed.class)).hasSize(13);
        assertThat(service.journal.entries(Ended.class)).singleElement().satisfies(end -> {
            assertThat(end.task()).isEqualTo(FIRST);
            assertThat(end.stage()).isEqualTo("FAILED");
        });
    }

    @Test
    void aSlowSubscriberGetsTheLatestOfEachAndEveryEnd() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, QUEUING).watchedBy(TWELVE, 1);
        service.advance(6);
        service.with(TWELVE, TRAINING).advance(5);
        service.with(TWELVE, "FAILED").advance(5);
        assertThat(watcher.getReceivedOnNext()).hasSize(1);
        assertThat(watcher.isTerminated()).isFalse();

        watcher.request(11);
        assertThat(watcher.getReceivedOnNext().subList(1, 12))
                .extracting(TaskStatus::stage)
                .containsOnly(TrainingStage.FAILED);
        watcher.request(1);

        assertThat(watcher.getReceivedOnNext().get(12).stage()).isEqualTo(TrainingStage.FAILED);
        assertThat(watcher.getReceivedOnNext().subList(1, 13))
                .extracting(TaskStatus::taskId)
                .containsExactlyInAnyOrderElementsOf(TWELVE);
        assertThat(watcher.isTerminatedComplete()).isTrue();
    }

    @Test
    void anErrorDoesNotWaitForASubscriberThatAsksForNoMore() {
        service.limits = WatchLimits.builder(Duration.ofMinutes(1)).build();
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE, 12);
        service.advance(60);

        assertThat(watcher.getReceivedOnNext()).hasSize(12);
        assertThat(watcher.isTerminatedError()).isTrue();
    }

    @Test
    void cancellingStopsListAndSingleWatches() {
        service.hidden.add(FIRST);
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);
        service.advance(6);
        int pages = service.pages.size();
        int alone = service.askedAlone();

        watcher.cancel();
        service.advance(600);

        assertThat(service.clock.waitingTimers()).isZero();
        assertThat(service.pages).hasSize(pages);
        assertThat(service.askedAlone()).isEqualTo(alone).isPositive();
    }

    @Test
    void closingTheGatewayEndsIt() {
        TestSubscriber<TaskStatus> watcher = service.with(TWELVE, TRAINING).watchedBy(TWELVE);

        service.lifecycle.close();

        assertThat(watcher.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        assertThat(service.clock.waitingTimers()).isZero();
    }
}
