package io.github.novitagateway.image;

import io.github.novitagateway.guard.Require;
import java.math.BigDecimal;

/**
 * Hand-over to the refiner of SDXL. Docs: model-apis-txt2img.
 *
 * @param switchAt after which part of the steps, 0..1
 */
public record Refiner(BigDecimal switchAt) {
    /** Checks the range. */
    public Refiner {
        switchAt = Require.within("refiner.switchAt", switchAt, 0, 1);
    }

    /**
     * Hand-over after a part of the steps.
     *
     * @param switchAt the part, 0..1
     * @return the refiner
     */
    public static Refiner of(double switchAt) {
        return new Refiner(Require.decimal("refiner.switchAt", switchAt));
    }
}
