package io.github.novitagateway.training;

import java.util.Locale;
import java.util.Optional;

/** Which models fit each other: what was trained on one family draws with checkpoints of that family alone. */
public enum ModelFamily {
    /** Stable Diffusion 1.5 and what was made of it. */
    STABLE_DIFFUSION_1_5("Stable Diffusion 1.5"),
    /** Stable Diffusion XL and what was made of it. */
    SDXL("SDXL");

    private static final String FILE_SUFFIX = ".safetensors";

    private final String text;

    ModelFamily(String text) {
        this.text = text;
    }

    /**
     * Tells the family by a name, as the service tells none with its base models: for sure for {@link BaseModels}, else
     * by the signs that such names bear.
     *
     * @param model name of a base model or of a checkpoint, with or without file suffix
     * @return its family; empty when its name does not tell
     */
    public static Optional<ModelFamily> of(String model) {
        String name = model.endsWith(FILE_SUFFIX) ? model.substring(0, model.length() - FILE_SUFFIX.length()) : model;
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("xl")) {
            return Optional.of(SDXL);
        }
        boolean known = BaseModels.all().contains(name);
        return known || lower.contains("v1-5") || lower.contains("sd15") || lower.contains("sd1.5")
                ? Optional.of(STABLE_DIFFUSION_1_5)
                : Optional.empty();
    }

    /** {@return its name for people} */
    @Override
    public String toString() {
        return text;
    }
}
