package io.github.novitagateway.training;

import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finer settings of a style training; the service documents no defaults, each null leaves the choice to it. Docs:
 * model-apis-create-style-training.
 *
 * @param trainBatchSize images in one step, 1..4
 * @param learningRate above 0; the documented values are in {@link LearningRates}
 * @param maxTrainSteps steps of the whole training, shared by all images, at least 1; the docs call 500 enough
 * @param seed at least 1
 * @param lrScheduler how the learning rate changes over the steps
 * @param lrWarmupSteps steps until the full learning rate, at least 0; without effect on a constant rate
 * @param instancePrompt stands in the docs' example of a style, not in its table of fields; not blank, left out by
 *     default
 * @param classPrompt like instancePrompt
 */
public record StyleExpertSettings(
        @Nullable Integer trainBatchSize,
        @Nullable BigDecimal learningRate,
        @Nullable Integer maxTrainSteps,
        @Nullable Long seed,
        @Nullable LearningRateScheduler lrScheduler,
        @Nullable Integer lrWarmupSteps,
        @Nullable String instancePrompt,
        @Nullable String classPrompt) {

    /** Checks the ranges. */
    public StyleExpertSettings {
        if (trainBatchSize != null) {
            Require.within("trainBatchSize", trainBatchSize, 1, 4);
        }
        if (learningRate != null) {
            learningRate = Require.positive("learningRate", learningRate);
        }
        if (maxTrainSteps != null) {
            Require.atLeast("maxTrainSteps", maxTrainSteps, 1);
        }
        if (seed != null) {
            Require.atLeast("seed", seed, 1);
        }
        if (lrWarmupSteps != null) {
            Require.atLeast("lrWarmupSteps", lrWarmupSteps, 0);
        }
        if (instancePrompt != null) {
            Require.notBlank("instancePrompt", instancePrompt);
        }
        if (classPrompt != null) {
            Require.notBlank("classPrompt", classPrompt);
        }
    }

    /**
     * Starts with everything left to the service.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the settings. */
    public static final class Builder {
        private @Nullable Integer trainBatchSize;
        private @Nullable BigDecimal learningRate;
        private @Nullable Integer maxTrainSteps;
        private @Nullable Long seed;
        private @Nullable LearningRateScheduler lrScheduler;
        private @Nullable Integer lrWarmupSteps;
        private @Nullable String instancePrompt;
        private @Nullable String classPrompt;

        private Builder() {}

        /**
         * Sets how many images make one step.
         *
         * @param trainBatchSize 1..4
         * @return this builder
         */
        public Builder trainBatchSize(int trainBatchSize) {
            this.trainBatchSize = trainBatchSize;
            return this;
        }

        /**
         * Sets the learning rate.
         *
         * @param learningRate above 0; see {@link LearningRates}
         * @return this builder
         */
        public Builder learningRate(BigDecimal learningRate) {
            this.learningRate = Require.positive("learningRate", learningRate);
            return this;
        }

        /**
         * Sets the learning rate.
         *
         * @param learningRate above 0, such as {@code 1e-4}
         * @return this builder
         */
        public Builder learningRate(double learningRate) {
            return learningRate(Require.decimal("learningRate", learningRate));
        }

        /**
         * Sets the steps of the whole training.
         *
         * @param maxTrainSteps at least 1, shared by all images
         * @return this builder
         */
        public Builder maxTrainSteps(int maxTrainSteps) {
            this.maxTrainSteps = maxTrainSteps;
            return this;
        }

        /**
         * Sets the seed of the training.
         *
         * @param seed at least 1
         * @return this builder
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Sets how the learning rate changes over the steps.
         *
         * @param lrScheduler the course
         * @return this builder
         */
        public Builder lrScheduler(LearningRateScheduler lrScheduler) {
            this.lrScheduler = Objects.requireNonNull(lrScheduler, "lrScheduler");
            return this;
        }

        /**
         * Sets the steps until the full learning rate.
         *
         * @param lrWarmupSteps at least 0; without effect on {@link LearningRateScheduler#CONSTANT}
         * @return this builder
         */
        public Builder lrWarmupSteps(int lrWarmupSteps) {
            this.lrWarmupSteps = lrWarmupSteps;
            return this;
        }

        /**
         * Sends the two prompts of a subject training with a style, as the docs' example does although their table of
         * fields has neither.
         *
         * @param instancePrompt not blank
         * @param classPrompt not blank
         * @return this builder
         */
        public Builder subjectPrompts(String instancePrompt, String classPrompt) {
            this.instancePrompt = Objects.requireNonNull(instancePrompt, "instancePrompt");
            this.classPrompt = Objects.requireNonNull(classPrompt, "classPrompt");
            return this;
        }

        /**
         * Builds the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException when a value is out of range
         */
        public StyleExpertSettings build() {
            return new StyleExpertSettings(
                    trainBatchSize,
                    learningRate,
                    maxTrainSteps,
                    seed,
                    lrScheduler,
                    lrWarmupSteps,
                    instancePrompt,
                    classPrompt);
        }
    }
}
