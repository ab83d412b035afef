package io.github.novitagateway.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.guard.Absent;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TaskStatus.TrainingState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskStatusTest {
    private static final TaskId ID = TaskId.style("0f8e");
    private static final TrainedModel SERVING = new TrainedModel("a.safetensors", "SERVING");
    private static final TrainedModel DEPLOYING = new TrainedModel("b.safetensors", "DEPLOYING");

    private static TaskStatus status(String word, List<TrainedModel> models) {
        return new TaskStatus(ID, word, "lora", models, null, null);
    }

    @Test
    void readsAnEmptyAnswerAsUnknownAndNotTerminal() {
        TaskStatus status = new TaskStatus(ID, Absent.value(), null, Absent.value(), null, null);

        assertThat(status.rawState()).isEmpty();
        assertThat(status.models()).isEmpty();
        assertThat(status.state()).isEqualTo(TrainingState.UNKNOWN);
        assertThat(status.stage()).isEqualTo(TrainingStage.UNKNOWN);
        assertThat(status.terminal()).isFalse();
        assertThat(status.servingModel()).isEmpty();
    }

    @Test
    void tellsForHowLongItsStageWasObservedInAWatchAlone() {
        TaskStatus once = status("QUEUING", List.of());
        TaskStatus watched = once.withStageObservedFor(Duration.ofMinutes(7));

        assertThat(once.stageObservedFor()).isZero();
        assertThat(watched.stageObservedFor()).isEqualTo(Duration.ofMinutes(7));
        assertThat(watched).isNotEqualTo(once);
        assertThat(watched.withStageObservedFor(Duration.ZERO)).isEqualTo(once);
    }

    @Test
    void keepsAWordThatIsNotKnownAndGoesOn() {
        TaskStatus status = status("PAUSED", List.of());

        assertThat(status.rawState()).isEqualTo("PAUSED");
        assertThat(status.state()).isEqualTo(TrainingState.UNRECOGNIZED);
        assertThat(status.terminal()).isFalse();
    }

    @Test
    void isNotReadyWhileItsModelIsStillBeingDeployed() {
        TaskStatus status = status("SUCCESS", List.of(DEPLOYING));

        assertThat(status.stage()).isEqualTo(TrainingStage.DEPLOYING);
        assertThat(status.terminal()).isFalse();
        assertThat(status.servingModel()).isEmpty();
    }

    @Test
    void handsOutTheModelThatIsInService() {
        TaskStatus status = status("SUCCESS", List.of(DEPLOYING, SERVING));

        assertThat(status.terminal()).isTrue();
        assertThat(status.servingModel()).contains(SERVING);
    }

    @Test
    void handsOutNoModelOfAFailedTraining() {
        assertThat(status("FAILED", List.of(SERVING)).servingModel()).isEmpty();
        assertThat(status("FAILED", List.of()).terminal()).isTrue();
    }

    @Test
    void isNotChangedByListsThatChangeLater() {
        List<TrainedModel> models = new ArrayList<>(List.of(SERVING));
        TaskStatus status = status("SUCCESS", models);
        TrainingTask row = new TrainingTask(ID, "n", "style", "SUCCESS", null, models);

        models.clear();

        assertThat(status.models()).containsExactly(SERVING);
        assertThat(row.models()).containsExactly(SERVING);
    }

    @Test
    void rowsOfTheListAreReadAsTolerantly() {
        TrainingTask row = new TrainingTask(ID, Absent.value(), Absent.value(), Absent.value(), null, Absent.value());

        assertThat(row).isEqualTo(new TrainingTask(ID, "", "", "", null, List.of()));
        assertThat(row.stage()).isEqualTo(TrainingStage.UNKNOWN);
        assertThat(new TrainingTask(ID, "n", "style", "SUCCESS", null, List.of(SERVING)).stage())
                .isEqualTo(TrainingStage.READY);
        assertThat(new TrainedModel(Absent.value(), Absent.value())).isEqualTo(new TrainedModel("", ""));
    }

    @Test
    void needsToKnowItsTask() {
        assertThatNullPointerException()
                .isThrownBy(() -> new TaskStatus(Absent.value(), "", null, List.of(), null, null))
                .withMessage("taskId");
    }

    @Test
    void eventsNameWhatIsAbsentOrOutOfRange() {
        ImageSource source = ImageSource.bytes("hill", new byte[0]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrainingEvent.UploadProgress(0, source, 11, 10))
                .withMessage("bytesSent must be 0..10 but was 11");
        assertThatNullPointerException()
                .isThrownBy(() -> new TrainingEvent.Stalled(Absent.value(), Duration.ZERO))
                .withMessage("status");
        assertThatNullPointerException()
                .isThrownBy(() -> new TrainingEvent.Ready(status("SUCCESS", List.of()), Absent.value()))
                .withMessage("model");
    }
}
