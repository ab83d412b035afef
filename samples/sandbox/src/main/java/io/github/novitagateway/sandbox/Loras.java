package io.github.novitagateway.sandbox;

import io.github.novitagateway.sandbox.painting.LearnedStyle;
import io.github.novitagateway.sandbox.painting.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Finds the LoRAs that a drawing asks for and what they make of its palette. */
final class Loras {
    private static final String NOT_USABLE = "INVALID_MODEL_PARAMS";

    private record Learned(LearnedStyle style, double strength) {}

    private final Trainings trainings;

    Loras(Trainings trainings) {
        this.trainings = trainings;
    }

    /**
     * The palette of a drawing: neutral, drawn towards each style by its strength. Public LoRAs leave it as it is.
     *
     * @param uses each must be a public LoRA or a trained one that serves
     * @return computes the palette when asked, which takes time
     */
    Supplier<Palette> palette(List<DrawingForm.LoraUse> uses) {
        List<Learned> learned = new ArrayList<>();
        for (DrawingForm.LoraUse use : uses) {
            if (!Model.isPublicLora(Model.withoutSuffix(use.name()))) {
                learned.add(new Learned(serving(use.name()), use.strength()));
            }
        }
        return () -> {
            Palette palette = Palette.NEUTRAL;
            for (Learned part : learned) {
                palette = palette.mix(part.style().palette(), part.strength());
            }
            return palette;
        };
    }

    private LearnedStyle serving(String name) {
        Training training = trainings.ofModel(name);
        if (training == null) {
            throw ApiErrors.badRequest(NOT_USABLE, "invalid lora: there is no model " + Json.excerpt(name));
        }
        if (!trainings.moment(training).serving()) {
            throw ApiErrors.badRequest(NOT_USABLE, "invalid lora: " + Json.excerpt(name) + " is not serving yet");
        }
        return training.style();
    }
}
