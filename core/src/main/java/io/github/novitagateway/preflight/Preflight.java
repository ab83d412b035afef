package io.github.novitagateway.preflight;

import io.github.novitagateway.account.PriceTable;
import io.github.novitagateway.image.GenerationRequest;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.training.TrainingRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A training that is looked at before it is paid. Looking is a pure function: it reads nothing and sends nothing.
 *
 * @param request to be sent; its images are given beside it
 * @param drawings that are meant to be made with its model, whose LoRA may bear any name yet
 * @param prices of the user's own; null leaves the cost open
 */
public record Preflight(
        TrainingRequest request,
        List<GenerationRequest> drawings,
        @Nullable PriceTable prices) {
    /** Copies what was given. */
    public Preflight {
        Objects.requireNonNull(request, "request");
        drawings = List.copyOf(drawings);
    }

    /**
     * Starts with a training alone.
     *
     * @param request to be sent; its images are given beside it
     * @return a builder without drawings and prices
     */
    public static Builder builder(TrainingRequest request) {
        return new Builder(request);
    }

    /**
     * Judges the training by what is known of its pictures.
     *
     * @param pictures in the order in which the training gets them
     * @param maxImageBytes most bytes of a picture that the gateway sends
     * @param time that trainings of this kind took so far; null when none is known
     * @return errors and warnings, those of pictures in their order, and the estimate
     */
    public PreflightReport report(List<PictureFacts> pictures, long maxImageBytes, @Nullable Duration time) {
        List<Flaw> errors = new ArrayList<>();
        List<Flaw> warnings = new ArrayList<>();
        new PictureRules(request, maxImageBytes, errors, warnings).judge(pictures);
        new ModelRules(request.baseModel(), errors, warnings).judge(drawings);
        return new PreflightReport(errors, warnings, estimate(pictures, time));
    }

    private Estimate estimate(List<PictureFacts> pictures, @Nullable Duration time) {
        return new Estimate(
                pictures.size(),
                pictures.size(),
                1,
                drawings.size(),
                drawings.stream().mapToInt(GenerationRequest::imageNum).sum(),
                pictures.stream()
                        .mapToLong(picture -> Math.max(0, picture.bytes()))
                        .sum(),
                time,
                cost());
    }

    private @Nullable BigDecimal cost() {
        BigDecimal training = prices == null ? null : prices.of(request);
        return prices == null || training == null
                ? null
                : drawings.stream().map(prices::of).reduce(training, BigDecimal::add);
    }

    /** Collects what is known beside the training. */
    public static final class Builder {
        private final TrainingRequest request;
        private final List<GenerationRequest> drawings = new ArrayList<>();
        private @Nullable PriceTable prices;

        private Builder(TrainingRequest request) {
            this.request = request;
        }

        /**
         * Adds a drawing that is meant to be made with the model.
         *
         * @param drawing with its checkpoint; its LoRA may bear any name yet
         * @return this builder
         */
        public Builder drawing(GenerationRequest drawing) {
            drawings.add(Objects.requireNonNull(drawing, "drawing"));
            return this;
        }

        /**
         * Sets the prices.
         *
         * @param prices of the user's own; the cost is left open when not called
         * @return this builder
         */
        public Builder prices(PriceTable prices) {
            this.prices = Objects.requireNonNull(prices, "prices");
            return this;
        }

        /** {@return the training to be looked at} */
        public Preflight build() {
            return new Preflight(request, drawings, prices);
        }
    }
}
