package io.github.novitagateway.image;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
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
 * @param stageObservedFor for how long a watch has seen the task in this state; zero where nobody watches
 */
public record GenerationStatus(
        TaskId taskId,
        String rawState,
        String reason,
        @Nullable Double progressPercent,
        @Nullable Duration eta,
        List<GeneratedImage> images,
        @Nullable String taskType,
        @Nullable GenerationDetails details,
        Duration stageObservedFor)
        implements TaskSnapshot {

    /** Copies what was given and reads absent lists and texts as empty. */
    public GenerationStatus {
        Objects.requireNonNull(taskId, "taskId");
        rawState = Lenient.text(rawState);
        reason = Lenient.text(reason);
        images = Lenient.list(images);
        Objects.requireNonNull(stageObservedFor, "stageObservedFor");
    }

    /**
     * A status that was asked for once.
     *
     * @param taskId the task
     * @param rawState the service's word for the state as it came
     * @param reason why it failed
     * @param progressPercent progress in percent; null when absent
     * @param eta the time that the service expects to need yet; null when absent
     * @param images the images
     * @param taskType the service's word for the kind; null when absent
     * @param details seed, checks and times; null when absent
     */
    public GenerationStatus(
            TaskId taskId,
            String rawState,
            String reason,
            @Nullable Double progressPercent,
            @Nullable Duration eta,
            List<GeneratedImage> images,
            @Nullable String taskType,
            @Nullable GenerationDetails details) {
        this(taskId, rawState, reason, progressPercent, eta, images, taskType, details, Duration.ZERO);
    }

    /**
     * The same status in a watch.
     *
     * @param span for how long its state has been seen; zero gives what the service said alone, to compare by
     * @return the status with that span
     */
    public GenerationStatus withStageObservedFor(Duration span) {
        return new GenerationStatus(taskId, rawState, reason, progressPercent, eta, images, taskType, details, span);
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

    /**
     * What the service tells beside the images: the answer's {@code extra}. Docs: model-apis-task-result.
     *
     * @param seed the seed that was used, as text; null or empty when the service did not tell
     * @param nsfwDetectionEnabled whether the images were checked for nudity; null when absent
     * @param hasNsfwContents what the check found for each image, undocumented; empty where that is not told for each
     * @param requestInfo the request as the service saw it, JSON in a text; null when absent
     * @param submittedAt when the task came in, to the millisecond; null when absent
     * @param startedAt when work on it began, to the millisecond; null when absent
     * @param completedAt when it was done, to the millisecond; null when absent
     */
    public record GenerationDetails(
            @Nullable String seed,
            @Nullable Boolean nsfwDetectionEnabled,
            List<Boolean> hasNsfwContents,
            @Nullable String requestInfo,
            @Nullable Instant submittedAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt) {

        /** Copies the list, an absent one as empty. */
        public GenerationDetails {
            hasNsfwContents = Lenient.list(hasNsfwContents);
        }

        /** {@return all components but the echoed request, which can hold addresses with secrets} */
        @Override
        public String toString() {
            return "GenerationDetails[seed=" + seed + ", nsfwDetectionEnabled=" + nsfwDetectionEnabled
                    + ", hasNsfwContents=" + hasNsfwContents + ", submittedAt=" + submittedAt + ", startedAt="
                    + startedAt
                    + ", completedAt=" + completedAt + "]";
        }

        /** {@return the seed as a number; empty when it is absent or no whole number} */
        public OptionalLong seedNumber() {
            try {
                return seed == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seed.strip()));
            } catch (NumberFormatException unreadable) {
                return OptionalLong.empty();
            }
        }
    }

    /**
     * The service's words for the state of a drawing task, on the wire with the prefix {@code TASK_STATUS_}. Docs:
     * model-apis-task-result.
     */
    public enum GenerationState {
        /** Waiting for its turn. */
        QUEUED,
        /** Being drawn. */
        PROCESSING,
        /** Done. */
        SUCCEED,
        /** Failed; a reason may stand beside it. */
        FAILED,
        /** Cancelled at the service. */
        CANCELED,
        /** Not known at the service; an absent word reads so. Not an end. */
        UNKNOWN,
        /** A word that this library does not know; the raw one is kept beside it. Not an end. */
        UNRECOGNIZED;

        /** {@return whether this is an end: {@link #SUCCEED}, {@link #FAILED} or {@link #CANCELED}} */
        public boolean terminal() {
            return switch (this) {
                case SUCCEED, FAILED, CANCELED -> true;
                case QUEUED, PROCESSING, UNKNOWN, UNRECOGNIZED -> false;
            };
        }

        /**
         * Reads the service's word.
         *
         * @param word the word with its prefix, may be absent
         * @return its constant, {@link #UNKNOWN} when it is absent or blank, {@link #UNRECOGNIZED} when it is a new one
         */
        public static GenerationState of(@Nullable String word) {
            if (word == null || word.isBlank()) {
                return UNKNOWN;
            }
            return switch (word) {
                case "TASK_STATUS_QUEUED" -> QUEUED;
                case "TASK_STATUS_PROCESSING" -> PROCESSING;
                case "TASK_STATUS_SUCCEED" -> SUCCEED;
                case "TASK_STATUS_FAILED" -> FAILED;
                case "TASK_STATUS_CANCELED" -> CANCELED;
                case "TASK_STATUS_UNKNOWN" -> UNKNOWN;
                default -> UNRECOGNIZED;
            };
        }
    }
}
