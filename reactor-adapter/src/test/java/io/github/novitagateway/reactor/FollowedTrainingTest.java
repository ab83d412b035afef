package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.TrainingRunService.DEPLOYING;
import static io.github.novitagateway.reactor.TrainingRunService.QUEUED;
import static io.github.novitagateway.reactor.TrainingRunService.READY;
import static io.github.novitagateway.reactor.TrainingRunService.TRAINING;
import static io.github.novitagateway.reactor.TrainingRunService.training;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.error.NovitaException.PollingTimeoutException;
import io.github.novitagateway.error.NovitaException.TaskFailedException;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.Ready;
import io.github.novitagateway.training.TrainingEvent.Stalled;
import io.github.novitagateway.training.TrainingEvent.StatusChanged;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.subscriber.TestSubscriber;

/** A training whose id is all that is known. */
@Timeout(30)
class FollowedTrainingTest {

    private final TrainingRunService service = new TrainingRunService(WatchLimits.builder(Duration.ofMinutes(5))
            .queueStall(Duration.ofSeconds(25))
            .queueLimit(Duration.ofSeconds(45))
            .build());
    private final TestSubscriber<TrainingEvent> events = TestSubscriber.create();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void asksAtOnceAndTellsEachStatusOnceAndTheModel() {
        service.tells(QUEUED, QUEUED, TRAINING, TRAINING, DEPLOYING, READY)
                .follow()
                .subscribe(events);

        pass(50);

        assertThat(events.getReceivedOnNext())
                .extracting(event -> event instanceof StatusChanged changed
                        ? changed.status().stage().name()
                        : event.getClass().getSimpleName())
                .containsExactly("QUEUED", "TRAINING", "DEPLOYING", "READY", "Ready");
        assertThat(events.getReceivedOnNext())
                .last()
                .isInstanceOfSatisfying(
                        Ready.class, ready -> assertThat(ready.model().name()).isEqualTo("model_1.safetensors"));
        assertThat(service.submitted).isEmpty();
        assertThat(events.isTerminatedComplete()).isTrue();
        assertThat(service.clock.waitingTimers()).isZero();
    }

    @Test
    void tellsThatTheQueueStandsStillBeforeItsLimitEndsTheWatch() {
        service.tells(QUEUED).follow().subscribe(events);

        pass(44);
        assertThat(stalls()).hasSize(1);
        assertThat(events.isTerminated()).isFalse();
        pass(1);

        assertThat(stalls())
                .singleElement()
                .satisfies(stalled -> assertThat(stalled.unchangedFor()).isEqualTo(Duration.ofSeconds(25)));
        assertThat(events.expectTerminalError()).isInstanceOf(PollingTimeoutException.class);
    }

    @Test
    void whoReadsSlowlyGetsTheLatestAndNoFalseStandstill() {
        TestSubscriber<TrainingEvent> slow =
                TestSubscriber.builder().initialRequest(1).build();
        service.tells(QUEUED, training(1), training(2), training(3), training(4), training(5), training(6), training(7))
                .follow()
                .subscribe(slow);
        service.pass(Duration.ofSeconds(100), slow::isTerminated);

        slow.request(Long.MAX_VALUE);

        assertThat(slow.getReceivedOnNext()).hasSizeLessThan(6).allMatch(StatusChanged.class::isInstance);
        assertThat(slow.getReceivedOnNext().get(slow.getReceivedOnNext().size() - 1))
                .isInstanceOfSatisfying(
                        StatusChanged.class,
                        last -> assertThat(last.status().progressPercent()).isEqualTo(7));
        slow.cancel();
    }

    @Test
    void aFailedTrainingIsTellingItsStatusAndThenTheError() {
        service.tells("\"task_status\": \"FAILED\"").follow().subscribe(events);

        pass(1);

        assertThat(events.getReceivedOnNext()).hasSize(1).first().isInstanceOf(StatusChanged.class);
        assertThat(events.expectTerminalError()).isInstanceOf(TaskFailedException.class);
    }

    @Test
    void refusesADrawingAtTheCall() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service.follow(TaskId.image("drawn")))
                .withMessageContaining("image/drawn");
    }

    private void pass(long seconds) {
        service.pass(Duration.ofSeconds(seconds), events::isTerminated);
    }

    private List<Stalled> stalls() {
        return events.getReceivedOnNext().stream()
                .filter(Stalled.class::isInstance)
                .map(Stalled.class::cast)
                .toList();
    }
}
