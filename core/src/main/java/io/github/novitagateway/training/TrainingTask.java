package io.github.novitagateway.training;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.guard.Redact;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus.TrainingStage;
import io.github.novitagateway.training.TaskStatus.TrainingState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list of trainings; it tells no progress. Docs: model-apis-list-training-task.
 *
 * @param taskId the training
 * @param name its name as it was sent; empty when absent
 * @param taskType the service's word for the kind, {@code style} or {@code subject}; empty when absent
 * @param rawState the service's word for the state as it came, empty when absent
 * @param createdAt when it was started, to the second; null when absent
 * @param models the models that came out, with their states; absent reads as empty
 */
public record TrainingTask(
        TaskId taskId,
        String name,
        String taskType,
        String rawState,
        @Nullable Instant createdAt,
        List<TrainedModel> models) {

    /** Copies what was given and reads absent lists and texts as empty. */
    public TrainingTask {
        Objects.requireNonNull(taskId, "taskId");
        name = Lenient.text(name);
        taskType = Lenient.text(taskType);
        rawState = Lenient.text(rawState);
        models = Lenient.list(models);
    }

    /** {@return the state of the task alone} */
    public TrainingState state() {
        return TrainingState.of(rawState);
    }

    /** {@return where the training stands, its models considered} */
    public TrainingStage stage() {
        return TrainingStage.of(state(), models);
    }

    /** {@return all components; a name may look like a credential, and shows none} */
    @Override
    public String toString() {
        return "TrainingTask[taskId=" + taskId + ", name=" + Redact.credentials(name) + ", taskType=" + taskType
                + ", rawState=" + rawState + ", createdAt=" + createdAt + ", models=" + models + "]";
    }
}
