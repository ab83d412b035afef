package io.github.novitagateway.training;

import java.util.List;

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
