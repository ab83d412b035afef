package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.TrainingRunService.DEPLOYING;
import static io.github.novitagateway.reactor.TrainingRunService.QUEUED;
import static io.github.novitagateway.reactor.TrainingRunService.READY;
import static io.github.novitagateway.reactor.TrainingRunService.TRAINING;
import static io.github.novitagateway.reactor.TrainingRunService.picture;
import static io.github.novitagateway.reactor.TrainingRunService.training;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException.GatewayClosedException;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.error.UploadException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.ImageUploaded;
import io.github.novitagateway.training.TrainingEvent.Ready;
import io.github.novitagateway.training.TrainingEvent.StatusChanged;
import io.github.novitagateway.training.TrainingEvent.Submitted;
import io.github.novitagateway.training.TrainingEvent.UploadProgress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Hooks;
import reactor.test.subscriber.TestSubscriber;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class TrainingRunTest {

    private static final TrainingImage STORED = TrainingImage.of(AssetId.of("kept"), "a hill of old");

    private final TrainingRunService service =
            new TrainingRunService(WatchLimits.builder(Duration.ofMinutes(5)).build());
    private final TestSubscriber<TrainingEvent> events = TestSubscriber.create();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void tellsWhatHappensInTheOrderInWhichItHappens() {
        service.tells(QUEUED, training(40), DEPLOYING, READY);
        service.run(ImageToUpload.of(picture("hill"), "a hill")).subscribe(events);

        pass(60);

        assertThat(events.getReceivedOnNext())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "UploadProgress",
                        "ImageUploaded",
                        "Submitted",
                        "StatusChanged",
                        "StatusChanged",
                        "StatusChanged",
                        "StatusChanged",
                        "Ready");
        assertThat(received(Submitted.class)).containsExactly(new Submitted(TaskId.style("watched"), "ink-hills"));
        assertThat(received(StatusChanged.class))
                .extracting(event -> event.status().stage())
                .containsExactly(
                        TrainingStage.QUEUED, TrainingStage.TRAINING, TrainingStage.DEPLOYING, TrainingStage.READY);
        assertThat(received(Ready.class))
                .singleElement()
                .satisfies(ready -> assertThat(ready.model().name()).isEqualTo("model_1.safetensors"));
        assertThat(events.isTerminatedComplete()).isTrue();
        assertNoTimerWaits();
    }

    @Test
    void looksForTheFirstTimeAfterThePolicysFirstWait() {
        service.tells(QUEUED).run(STORED).subscribe(events);

        pass(9);
        assertThat(service.looks()).isZero();
        pass(1);

        assertThat(service.looks()).isOne();
    }

    @Test
    void putsUploadedAndNewPicturesInTheGivenOrderWhateverTheOrderOfCompletion() {
        service.tells(READY);
        service.hold("first");
        service.run(
                        ImageToUpload.of(picture("first"), "the first"),
                        STORED,
                        ImageToUpload.of(picture("second"), "the second"),
                        TrainingImage.of(AssetId.of(100024), "a number"),
                        ImageToUpload.of(picture("third"), "the third"))
                .doOnNext(event -> {
                    if (event instanceof ImageUploaded
                            && received(ImageUploaded.class).size() == 1) {
                        service.release("first");
                    }
                })
                .subscribe(events);

        pass(20);

        assertThat(received(ImageUploaded.class))
                .extracting(event -> event.image().index())
                .containsExactlyInAnyOrder(0, 2, 4)
                .endsWith(0);
        assertThat(items())
                .extracting(item -> item.get("assets_id").asString() + ": "
                        + item.get("caption").stringValue())
                .containsExactly(
                        service.stored.get("first") + ": the first",
                        "kept: a hill of old",
                        service.stored.get("second") + ": the second",
                        "100024: a number",
                        service.stored.get("third") + ": the third");
        assertThat(items().get(3).get("assets_id").isNumber()).isTrue();
    }

    @Test
    void uploadsNothingWhenAllIsUploaded() {
        service.tells(READY).run(STORED).subscribe(events);

        pass(20);

        assertThat(service.stored).isEmpty();
        assertThat(events.getReceivedOnNext().get(0)).isInstanceOf(Submitted.class);
        assertThat(events.isTerminatedComplete()).isTrue();
    }

    @Test
    void submitsNothingAfterAFailedUploadAndTellsWhatWasStored() {
        service.run(ImageToUpload.of(picture("hill"), "a hill"), ImageToUpload.of(picture("refused"), "a wall"))
                .subscribe(events);

        pass(1);

        assertThat(events.expectTerminalError()).isInstanceOf(UploadException.class);
        assertThat(received(ImageUploaded.class))
                .extracting(event -> event.image().source().name())
                .containsExactly("hill.png");
        assertThat(service.submitted).isEmpty();
    }

    @Test
    void submitsOnce() {
        service.tells(QUEUED, QUEUED, READY).run(STORED).subscribe(events);

        pass(60);

        assertThat(service.submitted).hasSize(1);
    }

    @Test
    void tellsAStatusOnceAndProgressAsItMoves() {
        service.tells(QUEUED, QUEUED, training(10), training(10), training(20), READY)
                .run(STORED)
                .subscribe(events);

        pass(70);

        assertThat(service.looks()).isEqualTo(6);
        assertThat(received(StatusChanged.class))
                .extracting(
                        event -> event.status().stage() + " " + event.status().progressPercent())
                .containsExactly("QUEUED null", "TRAINING 10.0", "TRAINING 20.0", "READY null");
    }

    @Test
    void aFailedTrainingIsToldBeforeItsError() {
        service.tells(TRAINING, "\"task_status\": \"FAILED\"").run(STORED).subscribe(events);

        pass(30);

        assertThat(received(StatusChanged.class))
                .extracting(event -> event.status().stage())
                .containsExactly(TrainingStage.TRAINING, TrainingStage.FAILED);
        assertThat(events.expectTerminalError())
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("FAILED");
        assertNoTimerWaits();
    }

    @Test
    void anErrorReachesTheSubscriberAndNobodyElse() {
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            service.tells(TRAINING).run(STORED).subscribe(events);
            pass(15);
            service.lifecycle.close();
        } finally {
            Hooks.resetOnErrorDropped();
        }

        assertThat(events.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        assertThat(dropped).isEmpty();
    }

    @Test
    void theDeadlineEndsARunAndLeavesNoTimer() {
        service.tells(TRAINING).run(STORED).subscribe(events);

        pass(311);

        assertThat(events.expectTerminalError())
                .isInstanceOfSatisfying(
                        PollingTimeoutException.class,
                        timeout -> assertThat(timeout.taskId()).isEqualTo(TaskId.style("watched")));
        assertNoTimerWaits();
    }

    @Test
    void cancellingStopsLookingAndLeavesNoTimer() {
        service.tells(QUEUED).run(STORED).subscribe(events);
        pass(25);

        events.cancel();

        assertNoTimerWaits();
        service.clock.advance(Duration.ofMinutes(5));
        assertThat(service.looks()).isEqualTo(2);
    }

    @Test
    void closingEndsARunInItsFirstWait() {
        service.tells(QUEUED).run(STORED).subscribe(events);
        pass(3);

        service.lifecycle.close();

        assertThat(events.expectTerminalError()).isInstanceOf(GatewayClosedException.class);
        assertNoTimerWaits();
    }

    @Test
    void aSlowSubscriberMissesNoPictureNoTaskAndNoEnd() {
        TestSubscriber<TrainingEvent> slow =
                TestSubscriber.builder().initialRequest(3).build();
        service.tells(QUEUED, training(10), training(20), READY)
                .run(ImageToUpload.of(picture("hill"), "a hill"), ImageToUpload.of(picture("wall"), "a wall"))
                .filter(event -> !(event instanceof UploadProgress))
                .subscribe(slow);
        service.pass(Duration.ofMinutes(1), () -> service.looks() == 4);
        assertNoTimerWaits();

        slow.request(Long.MAX_VALUE);
        slow.block(ServiceTest.LONG); // the thread that brought the end may still be at it

        assertThat(received(slow, ImageUploaded.class)).isEqualTo(2);
        assertThat(received(slow, Submitted.class)).isOne();
        assertThat(slow.getReceivedOnNext()).last().isInstanceOf(Ready.class);
        assertThat(slow.isTerminatedComplete()).isTrue();
    }

    /** The subscriber may see the end before the thread that brought it has put everything away. */
    private void assertNoTimerWaits() {
        TrainingRunService.await(() -> service.clock.waitingTimers() == 0);
    }

    private void pass(long seconds) {
        service.pass(Duration.ofSeconds(seconds), events::isTerminated);
    }

    private <E extends TrainingEvent> List<E> received(Class<E> type) {
        return events.getReceivedOnNext().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static long received(TestSubscriber<TrainingEvent> subscriber, Class<? extends TrainingEvent> type) {
        return subscriber.getReceivedOnNext().stream().filter(type::isInstance).count();
    }

    private List<JsonNode> items() {
        return service.submitted.get(0).get("image_dataset_items").valueStream().toList();
    }
}
