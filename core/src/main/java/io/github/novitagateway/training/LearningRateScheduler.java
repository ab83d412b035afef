package io.github.novitagateway.training;

import io.github.novitagateway.guard.Require;
import java.util.List;

/**
 * How the learning rate changes over the steps of a training: an open word, so that new ones of the service can be
 * sent. Docs: model-apis-create-style-training.
 *
 * @param value the service's word; not blank
 */
public record LearningRateScheduler(String value) {
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
