package io.github.novitagateway.training;

import io.github.novitagateway.guard.Require;
import io.github.novitagateway.training.ExpertSettings.LearningRateScheduler;
import io.github.novitagateway.training.ExpertSettings.LearningRates;
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
        @Nullable String classPrompt)
        implements ExpertSettings {

    /** Checks the ranges. */
    public StyleExpertSettings {
        ExpertSettings.Builder.checkRanges(trainBatchSize, maxTrainSteps, seed, lrWarmupSteps);
        if (learningRate != null) {
            learningRate = Require.positive("learningRate", learningRate);
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
    public static final class Builder extends ExpertSettings.Builder<Builder> {
        private @Nullable String instancePrompt;
        private @Nullable String classPrompt;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sends the prompt of a subject training with a style, as the docs' example does although their table of fields
         * has none.
         *
         * @param instancePrompt not blank
         * @return this builder
         */
        public Builder subjectPrompt(String instancePrompt) {
            this.instancePrompt = Objects.requireNonNull(instancePrompt, "instancePrompt");
            return this;
        }

        /**
         * Sends the class of a subject training with a style, as the docs' example does although their table of fields
         * has none.
         *
         * @param classPrompt not blank
         * @return this builder
         */
        public Builder subjectClass(String classPrompt) {
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
