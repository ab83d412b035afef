package io.github.novitagateway.training;

import io.github.novitagateway.guard.Require;
import io.github.novitagateway.training.ExpertSettings.LearningRateScheduler;
import io.github.novitagateway.training.ExpertSettings.LearningRates;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a subject training: the two prompts that the service needs, and finer ones. The service documents no
 * defaults, each null leaves the choice to it. Docs: model-apis-create-subject-training.
 *
 * @param trainBatchSize images in one step, 1..4
 * @param learningRate above 0; the documented values are in {@link LearningRates}
 * @param maxTrainSteps steps of the whole training, shared by all images, at least 1; the docs call 500 enough
 * @param seed at least 1
 * @param lrScheduler how the learning rate changes over the steps
 * @param lrWarmupSteps steps until the full learning rate, at least 0; without effect on a constant rate
 * @param instancePrompt what an image of the subject shows, such as {@code a close photo of ohwx woman}; not blank
 * @param classPrompt the class of the subject; not blank; {@link #PERSON} is the only documented word
 * @param withPriorPreservation whether what the base model knows of the class is kept
 * @param priorLossWeight how much that weighs, above 0
 * @param trainTextEncoder whether the text encoder is trained too
 * @param loraR rank of the LoRA model, 4..128
 * @param loraAlpha its scale, 4..128
 * @param loraTextEncoderR rank for the text encoder, 4..128
 * @param loraTextEncoderAlpha scale for the text encoder, 4..128
 */
public record SubjectExpertSettings(
        @Nullable Integer trainBatchSize,
        @Nullable BigDecimal learningRate,
        @Nullable Integer maxTrainSteps,
        @Nullable Long seed,
        @Nullable LearningRateScheduler lrScheduler,
        @Nullable Integer lrWarmupSteps,
        String instancePrompt,
        String classPrompt,
        @Nullable Boolean withPriorPreservation,
        @Nullable BigDecimal priorLossWeight,
        @Nullable Boolean trainTextEncoder,
        @Nullable Integer loraR,
        @Nullable Integer loraAlpha,
        @Nullable Integer loraTextEncoderR,
        @Nullable Integer loraTextEncoderAlpha)
        implements ExpertSettings {

    /** The only class of subjects that the documentation lists. */
    public static final String PERSON = "person";

    /** Checks the ranges. */
    public SubjectExpertSettings {
        ExpertSettings.Builder.checkRanges(trainBatchSize, maxTrainSteps, seed, lrWarmupSteps);
        if (learningRate != null) {
            learningRate = Require.positive("learningRate", learningRate);
        }
        Require.notBlank("instancePrompt", instancePrompt);
        Require.label("classPrompt", classPrompt);
        if (priorLossWeight != null) {
            priorLossWeight = Require.positive("priorLossWeight", priorLossWeight);
        }
        checkRank("loraR", loraR);
        checkRank("loraAlpha", loraAlpha);
        checkRank("loraTextEncoderR", loraTextEncoderR);
        checkRank("loraTextEncoderAlpha", loraTextEncoderAlpha);
    }

    private static void checkRank(String field, @Nullable Integer value) {
        if (value != null) {
            Require.within(field, value, 4, 128);
        }
    }

    /**
     * Starts with a prompt, the class {@link #PERSON} and everything else left to the service.
     *
     * @param instancePrompt what an image of the subject shows, such as {@code a close photo of ohwx woman}
     * @return a builder
     */
    public static Builder builder(String instancePrompt) {
        return new Builder(instancePrompt);
    }

    /** Collects the settings. */
    public static final class Builder extends ExpertSettings.Builder<Builder> {
        private final String instancePrompt;
        private String classPrompt = PERSON;
        private @Nullable Boolean withPriorPreservation;
        private @Nullable BigDecimal priorLossWeight;
        private @Nullable Boolean trainTextEncoder;
        private @Nullable Integer loraR;
        private @Nullable Integer loraAlpha;
        private @Nullable Integer loraTextEncoderR;
        private @Nullable Integer loraTextEncoderAlpha;

        private Builder(String instancePrompt) {
            this.instancePrompt = Objects.requireNonNull(instancePrompt, "instancePrompt");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the class of the subject; {@link #PERSON} when not called.
         *
         * @param classPrompt the service's word; not blank
         * @return this builder
         */
        public Builder classPrompt(String classPrompt) {
            this.classPrompt = Objects.requireNonNull(classPrompt, "classPrompt");
            return this;
        }

        /**
         * Keeps what the base model knows of the class, or not.
         *
         * @param enabled whether it is kept
         * @return this builder
         */
        public Builder priorPreservation(boolean enabled) {
            this.withPriorPreservation = enabled;
            return this;
        }

        /**
         * Sets how much that weighs.
         *
         * @param priorLossWeight above 0
         * @return this builder
         */
        public Builder priorLossWeight(double priorLossWeight) {
            this.priorLossWeight = Require.decimal("priorLossWeight", priorLossWeight);
            return this;
        }

        /**
         * Trains the text encoder too, or not.
         *
         * @param enabled whether it is trained
         * @return this builder
         */
        public Builder trainTextEncoder(boolean enabled) {
            this.trainTextEncoder = enabled;
            return this;
        }

        /**
         * Sets size and scale of the LoRA model.
         *
         * @param rank its rank, 4..128
         * @param alpha its scale, 4..128
         * @return this builder
         */
        public Builder lora(int rank, int alpha) {
            this.loraR = rank;
            this.loraAlpha = alpha;
            return this;
        }

        /**
         * Sets size and scale of the part for the text encoder.
         *
         * @param rank its rank, 4..128
         * @param alpha its scale, 4..128
         * @return this builder
         */
        public Builder textEncoderLora(int rank, int alpha) {
            this.loraTextEncoderR = rank;
            this.loraTextEncoderAlpha = alpha;
            return this;
        }

        /**
         * Builds the settings.
         *
         * @return the settings
         * @throws IllegalArgumentException when a value is out of range
         */
        public SubjectExpertSettings build() {
            return new SubjectExpertSettings(
                    trainBatchSize,
                    learningRate,
                    maxTrainSteps,
                    seed,
                    lrScheduler,
                    lrWarmupSteps,
                    instancePrompt,
                    classPrompt,
                    withPriorPreservation,
                    priorLossWeight,
                    trainTextEncoder,
                    loraR,
                    loraAlpha,
                    loraTextEncoderR,
                    loraTextEncoderAlpha);
        }
    }
}
