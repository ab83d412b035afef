package io.github.novitagateway.training;

import java.math.BigDecimal;
import java.util.List;

/** The learning rates that the documentation lists; others may be sent. Docs: model-apis-create-style-training. */
public final class LearningRates {
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
