package io.github.novitagateway.training;

import io.github.novitagateway.guard.Lenient;

/**
 * A model that came out of a training. Docs: model-apis-create-style-training.
 *
 * @param name the model's name, with file suffix; opaque, empty when the service did not tell
 * @param rawState the service's word for its state as it came, empty when absent
 */
public record TrainedModel(String name, String rawState) {
    /** Reads absent texts as empty. */
    public TrainedModel {
        name = Lenient.text(name);
        rawState = Lenient.text(rawState);
    }

    /** {@return the state} */
    public ModelState state() {
        return ModelState.of(rawState);
    }

    boolean serving() {
        return state() == ModelState.SERVING;
    }
}
