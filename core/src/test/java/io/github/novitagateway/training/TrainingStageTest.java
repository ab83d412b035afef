package io.github.novitagateway.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TaskStatus.TrainingState;
import io.github.novitagateway.training.TrainedModel.ModelState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingStageTest {
    private static List<TrainedModel> models(@Nullable String states) {
        return states == null
                ? List.of()
                : Arrays.stream(states.split("\\+", -1))
                        .map(state -> new TrainedModel("model_" + state, state))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN,, UNKNOWN",
        "UNKNOWN, SERVING, UNKNOWN",
        "QUEUING,, QUEUED",
        "TRAINING,, TRAINING",
        "TRAINING, DEPLOYING, TRAINING",
        "SUCCESS,, DEPLOYING",
        "SUCCESS, DEPLOYING, DEPLOYING",
        "SUCCESS, NEW_WORD, DEPLOYING",
        "SUCCESS, SERVING, READY",
        "SUCCESS, DEPLOYING+SERVING, READY",
        "FAILED,, FAILED",
        "FAILED, SERVING, FAILED",
        "CANCELED,, CANCELED",
        "CANCELED, DEPLOYING, CANCELED",
        "UNRECOGNIZED, SERVING, UNKNOWN"
    })
    void combinesTheStateOfTheTaskWithThoseOfItsModels(
            TrainingState state, @Nullable String models, TrainingStage stage) {
        assertThat(TrainingStage.of(state, models(models))).isEqualTo(stage);
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, false",
        "TRAINING, false",
        "DEPLOYING, false",
        "UNKNOWN, false",
        "READY, true",
        "FAILED, true",
        "CANCELED, true"
    })
    void endsOnlyInReadyFailedAndCanceled(TrainingStage stage, boolean terminal) {
        assertThat(stage.terminal()).isEqualTo(terminal);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "UNKNOWN, UNKNOWN",
                "QUEUING, QUEUING",
                "TRAINING, TRAINING",
                "SUCCESS, SUCCESS",
                "CANCELED, CANCELED",
                "FAILED, FAILED",
                "none, UNKNOWN",
                "'', UNKNOWN",
                "' ', UNKNOWN",
                "CANCELLED, UNRECOGNIZED",
                "success, UNRECOGNIZED",
                "' SUCCESS', UNRECOGNIZED"
            },
            nullValues = "none")
    void readsTheWordsOfTheServiceExactly(@Nullable String word, TrainingState state) {
        assertThat(TrainingState.of(word)).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "DEPLOYING, DEPLOYING",
                "SERVING, SERVING",
                "none, UNRECOGNIZED",
                "'', UNRECOGNIZED",
                "serving, UNRECOGNIZED"
            },
            nullValues = "none")
    void readsTheWordsForModelsExactly(@Nullable String word, ModelState state) {
        assertThat(ModelState.of(word)).isEqualTo(state);
    }
}
