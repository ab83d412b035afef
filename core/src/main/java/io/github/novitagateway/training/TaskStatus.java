package io.github.novitagateway.training;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the service said about one training. Docs: model-apis-create-style-training, section on the result.
 *
 * @param taskId the training
 * @param rawState the service's word for the state as it came, empty when absent
 * @param modelType type of the model, {@code lora} or empty; null when absent
 * @param models the models that came out, with their states; absent reads as empty
 * @param progressPercent progress of the training in percent, 0..100; null when absent
 * @param eta the time that the service expects to need yet; null when absent
 */
public record TaskStatus(
        TaskId taskId,
        String rawState,
        @Nullable String modelType,
        List<TrainedModel> models,
        @Nullable Double progressPercent,
        @Nullable Duration eta)
        implements TaskSnapshot {

    /** Copies what was given and reads absent lists and words as empty. */
    public TaskStatus {
        Objects.requireNonNull(taskId, "taskId");
        rawState = Lenient.text(rawState);
        models = Lenient.list(models);
    }

    /** {@return the state of the task alone} */
    public TrainingState state() {
        return TrainingState.of(rawState);
    }

    /** {@return where the training stands, its models considered} */
    @Override
    public TrainingStage stage() {
        return TrainingStage.of(state(), models);
    }

    @Override
    public boolean terminal() {
        return stage().terminal();
    }

    /** {@return the first model in service; empty while the training is not {@link TrainingStage#READY}} */
    public Optional<TrainedModel> servingModel() {
        return stage() == TrainingStage.READY
                ? models.stream().filter(TrainedModel::serving).findFirst()
                : Optional.empty();
    }
}
