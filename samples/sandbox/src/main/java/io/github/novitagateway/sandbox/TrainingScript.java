package io.github.novitagateway.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a training goes: it waits, trains, deploys its model and serves. Where it stands follows from the time alone. */
record TrainingScript(Duration queue, Duration training, Duration deployment) {
    private static final String QUEUING = "QUEUING";
    private static final String TRAINING = "TRAINING";

    /**
     * Where a training stands.
     *
     * @param status the word of the wire
     * @param modelStatus the word for its model; null while there is none
     * @param progress 0..100
     * @param left the time until it is trained
     */
    record Moment(String status, @Nullable String modelStatus, double progress, Duration left) {
        boolean underWay() {
            return status.equals(QUEUING) || status.equals(TRAINING);
        }

        boolean serving() {
            return "SERVING".equals(modelStatus);
        }
    }

    Moment at(Duration elapsed, Fate fate) {
        Duration trained = queue.plus(training);
        if (fate == Fate.STUCK) {
            return new Moment(QUEUING, null, 0, trained);
        }
        Duration left = trained.minus(elapsed);
        if (elapsed.compareTo(queue) < 0) {
            return new Moment(QUEUING, null, 0, left);
        }
        if (elapsed.compareTo(trained) < 0) {
            double share = (double) elapsed.minus(queue).toNanos() / training.toNanos();
            return new Moment(TRAINING, null, Math.floor(share * 1000) / 10, left);
        }
        if (fate == Fate.FAILED || fate == Fate.CANCELED) {
            return new Moment(fate.name(), null, 0, Duration.ZERO);
        }
        boolean serving = elapsed.compareTo(trained.plus(deployment)) >= 0;
        return new Moment("SUCCESS", serving ? "SERVING" : "DEPLOYING", 100, Duration.ZERO);
    }
}
