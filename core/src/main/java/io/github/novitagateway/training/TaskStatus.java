package io.github.novitagateway.training;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.task.TaskSnapshot;
import java.time.Duration;
import java.util.Arrays;
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
 * @param stageObservedFor for how long a watch has seen the training in this stage; zero where nobody watches
 */
public record TaskStatus(
        TaskId taskId,
        String rawState,
        @Nullable String modelType,
        List<TrainedModel> models,
        @Nullable Double progressPercent,
        @Nullable Duration eta,
        Duration stageObservedFor)
        implements TaskSnapshot {

    /** Copies what was given and reads absent lists and words as empty. */
    public TaskStatus {
        Objects.requireNonNull(taskId, "taskId");
        Objects.requireNonNull(stageObservedFor, "stageObservedFor");
        rawState = Lenient.text(rawState);
        models = Lenient.list(models);
    }

    /**
     * A status that was asked for once.
     *
     * @param taskId the training
     * @param rawState the service's word for the state as it came
     * @param modelType type of the model; null when absent
     * @param models the models that came out
     * @param progressPercent progress of the training in percent; null when absent
     * @param eta the time that the service expects to need yet; null when absent
     */
    public TaskStatus(
            TaskId taskId,
            String rawState,
            @Nullable String modelType,
            List<TrainedModel> models,
            @Nullable Double progressPercent,
            @Nullable Duration eta) {
        this(taskId, rawState, modelType, models, progressPercent, eta, Duration.ZERO);
    }

    /**
     * The same status in a watch.
     *
     * @param span for how long its stage has been seen; zero gives what the service said alone, to compare by
     * @return the status with that span
     */
    public TaskStatus withStageObservedFor(Duration span) {
        return new TaskStatus(taskId, rawState, modelType, models, progressPercent, eta, span);
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

    /** The service's words for the state of a training. Docs: model-apis-create-style-training. */
    public enum TrainingState {
        /** Not known, or not updated yet; an absent word reads so. Not an end. */
        UNKNOWN,
        /** Waiting for its turn. */
        QUEUING,
        /** Being trained. */
        TRAINING,
        /** Trained; whether the model can be used, its own state tells. */
        SUCCESS,
        /** Cancelled at the service. */
        CANCELED,
        /** Failed; the service tells no reason. */
        FAILED,
        /** A word that this library does not know; the raw one is kept beside it. Not an end. */
        UNRECOGNIZED;

        /**
         * Reads the service's word.
         *
         * @param word the word, may be absent
         * @return its constant, {@link #UNKNOWN} when it is absent or blank, {@link #UNRECOGNIZED} when it is a new one
         */
        public static TrainingState of(@Nullable String word) {
            if (word == null || word.isBlank()) {
                return UNKNOWN;
            }
            return Arrays.stream(values())
                    .filter(state -> state.name().equals(word))
                    .findFirst()
                    .orElse(UNRECOGNIZED);
        }
    }

    /** Where a training stands, seen from who wants to use its model: state of the task and of its models in one. */
    public enum TrainingStage {
        /** Waiting for its turn. */
        QUEUED,
        /** Being trained. */
        TRAINING,
        /** Trained, its model not yet in service. */
        DEPLOYING,
        /** A model can be used: the good end. */
        READY,
        /** Failed: an end. */
        FAILED,
        /** Cancelled at the service: an end. */
        CANCELED,
        /** The service does not know, did not say, or said something new: to be asked again. */
        UNKNOWN;

        /** {@return whether this is an end: {@link #READY}, {@link #FAILED} or {@link #CANCELED}} */
        public boolean terminal() {
            return switch (this) {
                case READY, FAILED, CANCELED -> true;
                case QUEUED, TRAINING, DEPLOYING, UNKNOWN -> false;
            };
        }

        /**
         * Combines the state of a task with those of its models: success comes first while the model is still being
         * deployed.
         *
         * @param state state of the task
         * @param models models of the task, may be empty
         * @return the stage
         */
        public static TrainingStage of(TrainingState state, List<TrainedModel> models) {
            return switch (state) {
                case QUEUING -> QUEUED;
                case TRAINING -> TRAINING;
                case SUCCESS -> models.stream().anyMatch(TrainedModel::serving) ? READY : DEPLOYING;
                case FAILED -> FAILED;
                case CANCELED -> CANCELED;
                case UNKNOWN, UNRECOGNIZED -> UNKNOWN;
            };
        }
    }
}
