package io.github.novitagateway.image;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the service said about one drawing task. Docs: model-apis-task-result.
 *
 * @param taskId the task
 * @param rawState the service's word for the state as it came, empty when absent
 * @param reason why it failed, free text; empty otherwise
 * @param progressPercent progress in percent, 0..100; null when absent; may be 0 even when done
 * @param eta the time that the service expects to need yet; null when absent
 * @param images the images; final only when the task has succeeded, previews before; absent reads as empty
 * @param taskType the service's word for the kind, not to be relied on; null when absent
 * @param details seed, checks and times; null when absent
 */
public record GenerationStatus(
        TaskId taskId,
        String rawState,
        String reason,
        @Nullable Double progressPercent,
        @Nullable Duration eta,
        List<GeneratedImage> images,
        @Nullable String taskType,
        @Nullable GenerationDetails details)
        implements TaskSnapshot {

    /** Copies what was given and reads absent lists and texts as empty. */
    public GenerationStatus {
        Objects.requireNonNull(taskId, "taskId");
        rawState = Lenient.text(rawState);
        reason = Lenient.text(reason);
        images = Lenient.list(images);
    }

    /** {@return the state} */
    public GenerationState state() {
        return GenerationState.of(rawState);
    }

    /** {@return the state, which for drawings is all there is} */
    @Override
    public GenerationState stage() {
        return state();
    }

    @Override
    public boolean terminal() {
        return state().terminal();
    }
}
