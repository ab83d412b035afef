package io.github.novitagateway.runner;

import java.util.Objects;

/**
 * A model in service.
 *
 * @param model its name
 * @param lora the name by which it is drawn with
 */
record Trained(String model, String lora) {
    Trained {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(lora, "lora");
    }
}
