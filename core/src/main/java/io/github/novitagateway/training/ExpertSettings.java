package io.github.novitagateway.training;

import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finer settings of a training, those that both kinds have; the service documents no defaults, each null leaves the
 * choice to it. Docs: model-apis-create-style-training, model-apis-create-subject-training.
 */
public sealed interface ExpertSettings permits StyleExpertSettings, SubjectExpertSettings {
    /** {@return images in one step, 1..4} */
    @Nullable
    Integer trainBatchSize();

    /** {@return above 0; the documented values are in {@link LearningRates}} */
    @Nullable
    BigDecimal learningRate();

    /** {@return steps of the whole training, shared by all images, at least 1; the docs call 500 enough} */
    @Nullable
    Integer maxTrainSteps();

    /** {@return where chance starts, at least 1} */
    @Nullable
    Long seed();

    /** {@return how the learning rate changes over the steps} */
    @Nullable
    LearningRateScheduler lrScheduler();

    /** {@return steps until the full learning rate, at least 0; without effect on a constant rate} */
    @Nullable
    Integer lrWarmupSteps();

    /** {@return the prompt of a subject training, such as {@code a close photo of ohwx person}} */
    @Nullable
    String instancePrompt();

    /** {@return the word for the class of a subject training} */
    @Nullable
    String classPrompt();

    /**
     * Collects the settings that both kinds have. Values are checked when the settings are built.
     *
     * @param <B> the builder itself
     */
    abstract sealed class Builder<B extends Builder<B>>
            permits StyleExpertSettings.Builder, SubjectExpertSettings.Builder {
        @Nullable
        Integer trainBatchSize;

        @Nullable
        BigDecimal learningRate;

        @Nullable
        Integer maxTrainSteps;

        @Nullable
        Long seed;

        @Nullable
        LearningRateScheduler lrScheduler;

        @Nullable
        Integer lrWarmupSteps;

        Builder() {}

        abstract B self();

        static void checkRanges(
                @Nullable Integer trainBatchSize,
                @Nullable Integer maxTrainSteps,
                @Nullable Long seed,
                @Nullable Integer lrWarmupSteps) {
            Require.all(
                    () -> checkRange(trainBatchSize, size -> Require.within("trainBatchSize", size, 1, 4)),
                    () -> checkRange(maxTrainSteps, steps -> Require.atLeast("maxTrainSteps", steps, 1)),
                    () -> checkRange(seed, start -> Require.atLeast("seed", start, 1)),
                    () -> checkRange(lrWarmupSteps, steps -> Require.atLeast("lrWarmupSteps", steps, 0)));
        }

        private static <N extends Number> void checkRange(@Nullable N number, Consumer<N> check) {
            if (number != null) {
                check.accept(number);
            }
        }

        /**
         * Sets how many images make one step.
         *
         * @param trainBatchSize 1..4
         * @return this builder
         */
        public B trainBatchSize(int trainBatchSize) {
            this.trainBatchSize = trainBatchSize;
            return self();
        }

        /**
         * Sets the learning rate.
         *
         * @param learningRate above 0; see {@link LearningRates}
         * @return this builder
         */
        public B learningRate(BigDecimal learningRate) {
            this.learningRate = Require.positive("learningRate", learningRate);
            return self();
        }

        /**
         * Sets the learning rate.
         *
         * @param learningRate above 0, such as {@code 1e-4}
         * @return this builder
         */
        public B learningRate(double learningRate) {
            return learningRate(Require.decimal("learningRate", learningRate));
        }

        /**
         * Sets the steps of the whole training.
         *
         * @param maxTrainSteps at least 1, shared by all images
         * @return this builder
         */
        public B maxTrainSteps(int maxTrainSteps) {
            this.maxTrainSteps = maxTrainSteps;
            return self();
        }

        /**
         * Sets the seed of the training.
         *
         * @param seed at least 1
         * @return this builder
         */
        public B seed(long seed) {
            this.seed = seed;
            return self();
        }

        /**
         * Sets how the learning rate changes over the steps.
         *
         * @param lrScheduler the course
         * @return this builder
         */
        public B lrScheduler(LearningRateScheduler lrScheduler) {
            this.lrScheduler = Objects.requireNonNull(lrScheduler, "lrScheduler");
            return self();
        }

        /**
         * Sets the steps until the full learning rate.
         *
         * @param lrWarmupSteps at least 0; without effect on {@link LearningRateScheduler#CONSTANT}
         * @return this builder
         */
        public B lrWarmupSteps(int lrWarmupSteps) {
            this.lrWarmupSteps = lrWarmupSteps;
            return self();
        }
    }

    /** The learning rates that the documentation lists; others may be sent. Docs: model-apis-create-style-training. */
    final class LearningRates {
        /** 0.0001. */
        public static final BigDecimal RATE_1E_4 = new BigDecimal("0.0001");
        /** 0.00001. */
        public static final BigDecimal RATE_1E_5 = new BigDecimal("0.00001");
        /** 0.000001. */
        public static final BigDecimal RATE_1E_6 = new BigDecimal("0.000001");
        /** 0.0002. */
        public static final BigDecimal RATE_2E_4 = new BigDecimal("0.0002");
        /** 0.00005. */
        public static final BigDecimal RATE_5E_5 = new BigDecimal("0.00005");

        private LearningRates() {}

        /** {@return all five} */
        public static List<BigDecimal> all() {
            return List.of(RATE_1E_4, RATE_1E_5, RATE_1E_6, RATE_2E_4, RATE_5E_5);
        }
    }

    /**
     * How the learning rate changes over the steps of a training: an open word, so that new ones of the service can be
     * sent. Docs: model-apis-create-style-training.
     *
     * @param value the service's word; not blank
     */
    record LearningRateScheduler(String value) {
        /** The same rate throughout. */
        public static final LearningRateScheduler CONSTANT = of("constant");
        /** Falls evenly. */
        public static final LearningRateScheduler LINEAR = of("linear");
        /** Falls along a cosine. */
        public static final LearningRateScheduler COSINE = of("cosine");
        /** Falls along a cosine several times. */
        public static final LearningRateScheduler COSINE_WITH_RESTARTS = of("cosine_with_restarts");
        /** Falls along a polynomial. */
        public static final LearningRateScheduler POLYNOMIAL = of("polynomial");
        /** Rises during the warm-up, then stays. */
        public static final LearningRateScheduler CONSTANT_WITH_WARMUP = of("constant_with_warmup");

        /** Checks the word. */
        public LearningRateScheduler {
            Require.label("lrScheduler", value);
        }

        /**
         * Any word of the service.
         *
         * @param value the word
         * @return the scheduler
         */
        public static LearningRateScheduler of(String value) {
            return new LearningRateScheduler(value);
        }

        /** {@return the six documented ones} */
        public static List<LearningRateScheduler> all() {
            return List.of(CONSTANT, LINEAR, COSINE, COSINE_WITH_RESTARTS, POLYNOMIAL, CONSTANT_WITH_WARMUP);
        }

        /** {@return the word} */
        @Override
        public String toString() {
            return value;
        }
    }
}
