package io.github.novitagateway.training;

import org.jspecify.annotations.Nullable;

/** The service's words for the state of a trained model. Docs: model-apis-create-style-training. */
public enum ModelState {
    /** Being brought into service. */
    DEPLOYING,
    /** Can be used. */
    SERVING,
    /** No word, or one that this library does not know; the raw one is kept beside it. */
    UNRECOGNIZED;

    /**
     * Reads the service's word.
     *
     * @param word the word, may be absent
     * @return its constant, {@link #UNRECOGNIZED} when it is absent or a new one
     */
    public static ModelState of(@Nullable String word) {
        if (word == null) {
            return UNRECOGNIZED;
        }
        return switch (word) {
            case "DEPLOYING" -> DEPLOYING;
            case "SERVING" -> SERVING;
            default -> UNRECOGNIZED;
        };
    }
}
