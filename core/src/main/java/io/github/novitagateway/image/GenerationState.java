package io.github.novitagateway.image;

import org.jspecify.annotations.Nullable;

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
