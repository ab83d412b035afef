package io.github.novitagateway.benchmarks;

import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One training, seconds from its submit.
 *
 * @param started end of the queue
 * @param trained end of the training
 * @param serving end of the deployment
 * @param update the time between two updates of the hint
 * @param factor by how much the hint is off; 0 where there is none
 * @param noise by how much it is off each time anew
 * @param seed of the noise
 */
record SimulatedTraining(
        double started, double trained, double serving, double update, double factor, double noise, long seed) {

    private static final TaskId ID = TaskId.style("simulated");

    TaskStatus at(double second) {
        if (second < started) {
            return status("QUEUING", List.of(), null);
        }
        if (second < trained) {
            return status("TRAINING", List.of(), eta(second));
        }
        String state = second < serving ? "DEPLOYING" : "SERVING";
        return status("SUCCESS", List.of(new TrainedModel("model", state)), null);
    }

    /** What was to be expected when the hint was last updated. */
    private @Nullable Duration eta(double second) {
        if (factor == 0) {
            return null;
        }
        long updates = (long) ((second - started) / update);
        double left = trained - started - updates * update;
        double off = factor * Math.exp(noise * new Random(seed + updates).nextGaussian());
        return Duration.ofMillis((long) (1000 * left * off));
    }

    private static TaskStatus status(String word, List<TrainedModel> models, @Nullable Duration eta) {
        return new TaskStatus(ID, word, null, models, null, eta);
    }
}
