package io.github.novitagateway.account;

import io.github.novitagateway.guard.Require;
import io.github.novitagateway.image.GenerationRequest;
import io.github.novitagateway.training.ExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.SubjectTrainingRequest;
import io.github.novitagateway.training.TrainingRequest;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the user expects to be charged, in US dollars, each 0 or more with at most 9 decimals. The service tells no
 * prices, so these are the user's own, from its price list or from earlier bills.
 *
 * @param training of a training, whatever it learns
 * @param step of each step of a training, on top of that
 * @param image of each drawn image, what else is charged for it included
 */
public record PriceTable(BigDecimal training, BigDecimal step, BigDecimal image) {
    /** Checks the prices. */
    public PriceTable {
        training = Require.money("prices.training", training);
        step = Require.money("prices.step", step);
        image = Require.money("prices.image", image);
    }

    /**
     * Prices by the piece.
     *
     * @param training of a training
     * @param image of each drawn image
     * @return the table, in which steps cost nothing
     */
    public static PriceTable of(BigDecimal training, BigDecimal image) {
        return new PriceTable(training, BigDecimal.ZERO, image);
    }

    /**
     * Tells the price of a training.
     *
     * @param request to be sent
     * @return its price; null when steps have one and the request leaves their number to the service
     */
    public @Nullable BigDecimal of(TrainingRequest request) {
        if (step.signum() == 0) {
            return training;
        }
        ExpertSettings settings = request instanceof StyleTrainingRequest style
                ? style.expertSettings()
                : ((SubjectTrainingRequest) request).expertSettings();
        Integer steps = settings == null ? null : settings.maxTrainSteps();
        return steps == null ? null : training.add(step.multiply(BigDecimal.valueOf(steps)));
    }

    /**
     * Tells the price of a drawing.
     *
     * @param request to be sent
     * @return the price of all its images
     */
    public BigDecimal of(GenerationRequest request) {
        return image.multiply(BigDecimal.valueOf(request.imageNum()));
    }
}
