package io.github.novitagateway.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
