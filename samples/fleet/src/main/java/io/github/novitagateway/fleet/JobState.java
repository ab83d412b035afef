package io.github.novitagateway.fleet;

import java.util.Locale;

/** How far a job has come, in this order; the last two are ends. */
enum JobState {
    QUEUED,
    UPLOADING,
    TRAINING,
    DRAWING,
    DONE,
    DEAD;

    /** {@return as it stands in Redis} */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean isEnd() {
        return this == DONE || this == DEAD;
    }
}
