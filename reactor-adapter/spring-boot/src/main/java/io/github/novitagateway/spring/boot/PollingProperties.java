package io.github.novitagateway.spring.boot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a task is asked for again.
 *
 * @param mode Way in which the waits go. By default "paced" for trainings and "exponential" for drawings.
 * @param first Wait before the first request of a new task; for modes "paced" and "exponential".
 * @param longest Longest wait; for modes "paced" and "exponential".
 * @param factor How much longer each wait is than the one before, at least 1; for mode "exponential".
 * @param shortest Least wait in training with an estimate of the time left; for mode "paced".
 * @param etaShare Share of the estimated time left to wait in training, above 0 and up to 1; for mode "paced".
 * @param deploying Wait while the model is deployed; for mode "paced".
 * @param patience Time in deployment after which the longest wait is the wait again; for mode "paced".
 * @param interval The wait; required for mode "fixed".
 */
record PollingProperties(
        @Nullable Mode mode,
        @Nullable Duration first,
        @Nullable Duration longest,
        @Nullable Double factor,
        @Nullable Duration shortest,
        @Nullable Double etaShare,
        @Nullable Duration deploying,
        @Nullable Duration patience,
        @Nullable Duration interval) {

    /** Ways in which waits go. */
    enum Mode {
        /** Follows the stages of a training and the service's own estimate. */
        PACED,
        /** Grows by a factor while a stage lasts. */
        EXPONENTIAL,
        /** Is always the same. */
        FIXED
    }
}
