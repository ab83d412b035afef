package io.github.novitagateway.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How long trainings take, and what the service says of it meanwhile. Times are in seconds; those of training and
 * deployment are log-normal around their median, cut to the range in which they were seen.
 *
 * @param queue mean of the exponential wait in the queue of those three quarters that wait at all; at most seven times
 *     as long
 * @param training median; a 2.7th to 2.5 times of it
 * @param deployment median; a fifth to 4.8 times of it
 * @param hints what the service says of the time left
 */
record TrainingWorld(String name, double queue, double training, double deployment, Hints hints) {

    /** Of so many, the 95th percentile differs by 2 % at most from one set to another; of a tenth by 5 %. */
    static final int TRAININGS = 40_000;

    private static final double TRAINING_SPREAD = 0.5;
    private static final double DEPLOYMENT_SPREAD = 0.66;

    /** What the service says of the time that is left. */
    enum Hints {
        /** Nothing. */
        NONE,
        /** A fifth off, each time anew. */
        NOISY,
        /** Nothing in every other training, else up to twice or half of it. */
        COARSE_IN_HALF,
        /** Up to three times or a third of it. */
        MISLEADING
    }

    static TrainingWorld usual(Hints hints) {
        return new TrainingWorld("usual", 43, 480, 25, hints);
    }

    /** The worlds that differ from the usual one, with no hints and with noisy ones. */
    static List<TrainingWorld> others(Hints hints) {
        return List.of(
                new TrainingWorld("trainings four times shorter, deployment 5 s", 43.0 / 4, 120, 5, hints),
                new TrainingWorld("twenty times shorter, deployment 5 s", 43.0 / 20, 24, 5, hints),
                new TrainingWorld("ten times longer, deployment 100 s", 43, 4800, 100, hints),
                new TrainingWorld("deployment ten times longer", 43, 480, 250, hints));
    }

    /** The same trainings for each seed. */
    List<SimulatedTraining> trainings(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(number -> training(number, random))
                .toList();
    }

    private SimulatedTraining training(int number, Random random) {
        double queued = random.nextInt(4) == 0 ? 0 : Math.min(-queue * Math.log(1 - random.nextDouble()), 7 * queue);
        double training = cut(spread(random, TRAINING_SPREAD), 0.375, 2.5) * this.training;
        double deployment = cut(spread(random, DEPLOYMENT_SPREAD), 0.2, 4.8) * this.deployment;
        boolean silent = hints == Hints.NONE || (hints == Hints.COARSE_IN_HALF && number % 2 == 0);
        double factor = switch (hints) {
            case NONE, NOISY -> 1;
            case COARSE_IN_HALF -> Math.pow(2, 2 * random.nextDouble() - 1);
            case MISLEADING -> Math.pow(3, 2 * random.nextDouble() - 1);
        };
        double noise = hints == Hints.NOISY ? 0.2 : 0;
        return new SimulatedTraining(
                queued,
                queued + training,
                queued + training + deployment,
                5 + 10 * random.nextDouble(),
                silent ? 0 : factor,
                noise,
                random.nextLong());
    }

    private static double spread(Random random, double deviation) {
        return Math.exp(deviation * random.nextGaussian());
    }

    private static double cut(double value, double least, double most) {
        return Math.max(least, Math.min(value, most));
    }
}
