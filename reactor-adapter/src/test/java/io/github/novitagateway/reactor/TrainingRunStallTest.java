package io.github.novitagateway.reactor;

import static io.github.novitagateway.reactor.TrainingRunService.DEPLOYING;
import static io.github.novitagateway.reactor.TrainingRunService.QUEUED;
import static io.github.novitagateway.reactor.TrainingRunService.READY;
import static io.github.novitagateway.reactor.TrainingRunService.training;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.asset.AssetId;
import io.github.novitagateway.config.WatchLimits;
import io.github.novitagateway.training.DatasetImage.TrainingImage;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TrainingEvent;
import io.github.novitagateway.training.TrainingEvent.Stalled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.subscriber.TestSubscriber;

/** When a run tells that nothing moves. */
@Timeout(30)
class TrainingRunStallTest {

    private static final TrainingImage STORED = TrainingImage.of(AssetId.of("kept"), "a hill of old");

    private final TrainingRunService service = new TrainingRunService(WatchLimits.builder(Duration.ofHours(1))
            .queueStall(Duration.ofSeconds(25))
            .trainingStall(Duration.ofSeconds(45))
            .deploymentStall(Duration.ofSeconds(65))
            .build());
    private final TestSubscriber<TrainingEvent> events = TestSubscriber.create();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void tellsOnceThatTheQueueStandsStill() {
        service.tells(QUEUED).run(STORED).subscribe(events);

        pass(10 + 24);
        assertThat(stalls()).isEmpty();
        pass(1);
        assertThat(stalls()).hasSize(1);
        pass(120);

        assertThat(stalls()).singleElement().satisfies(stalled -> {
            assertThat(stalled.unchangedFor()).isEqualTo(Duration.ofSeconds(25));
            assertThat(stalled.status().stage()).isEqualTo(TrainingStage.QUEUED);
        });
        assertThat(events.isTerminated()).isFalse();
    }

    @Test
    void aTrainingThatProgressesDoesNotStall() {
        service.tells(training(1), training(2), training(3), training(4), training(5), training(6), training(7), READY)
                .run(STORED)
                .subscribe(events);

        pass(90);

        assertThat(stalls()).isEmpty();
        assertThat(events.isTerminatedComplete()).isTrue();
    }

    @Test
    void aTrainingWithoutProgressStallsAndAgainWhenItStopsAgain() {
        service.tells(training(1), training(1), training(1), training(1), training(1), training(1), training(2))
                .run(STORED)
                .subscribe(events);

        pass(10 + 45);
        assertThat(stalls()).hasSize(1);
        pass(15 + 44);
        assertThat(stalls()).hasSize(1);
        pass(1);

        assertThat(stalls())
                .extracting(stalled -> stalled.status().progressPercent())
                .containsExactly(1.0, 2.0);
    }

    @Test
    void aDeploymentStallsByItsOwnLimitFromItsBeginning() {
        service.tells(QUEUED, DEPLOYING).run(STORED).subscribe(events);

        pass(20 + 64);
        assertThat(stalls()).isEmpty();
        pass(1);

        assertThat(stalls())
                .singleElement()
                .satisfies(stalled -> assertThat(stalled.unchangedFor()).isEqualTo(Duration.ofSeconds(65)));
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
