package io.github.novitagateway.benchmarks;

import io.github.novitagateway.reactor.PollingPolicy;
import io.github.novitagateway.reactor.PollingPolicy.Observation;
import io.github.novitagateway.training.TaskStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a policy costs and brings in a world, in virtual time.
 *
 * @param polls requests a training
 * @param meanDelay seconds from the model in service to the answer in hand
 * @param lateDelay the delay that 95 of 100 trainings keep
 */
record PolicyTrial(double polls, double meanDelay, double lateDelay) {

    private static final double ROUND_TRIP = 0.15;

    /** @param jitter the share by which each wait is longer or shorter at random; the gateway's is 0.2 */
    static PolicyTrial of(PollingPolicy policy, List<SimulatedTraining> trainings, double jitter, long seed) {
        Random random = new Random(seed);
        double[] delays = new double[trainings.size()];
        long polls = 0;
        for (int number = 0; number < delays.length; number++) {
            SimulatedTraining training = trainings.get(number);
            PollingPolicy.Session session = policy.start();
            Duration wait = policy.first();
            double now = 0;
            TaskStatus status;
            do {
                now += seconds(wait) * (1 + jitter * (2 * random.nextDouble() - 1));
                status = training.at(now + ROUND_TRIP / 2);
                now += ROUND_TRIP;
                polls++;
                wait = session.next(new Observation(status, false));
            } while (!status.terminal());
            delays[number] = now - training.serving();
        }
        Arrays.sort(delays);
        return new PolicyTrial(
                (double) polls / delays.length,
                Arrays.stream(delays).average().orElseThrow(),
                delays[(int) (0.95 * delays.length)]);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    String text() {
        return String.format(Locale.ROOT, "%.1f, %.1f, %.1f", polls, meanDelay, lateDelay);
    }

    String shortText() {
        return String.format(Locale.ROOT, "%.1f, %.1f", polls, meanDelay);
    }
}
