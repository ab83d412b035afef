package io.github.novitagateway.training;

import io.github.novitagateway.guard.Lenient;
import io.github.novitagateway.guard.Redact;
import org.jspecify.annotations.Nullable;

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

    /** {@return name and state; a name may look like a credential, and shows none} */
    @Override
    public String toString() {
        return "TrainedModel[name=" + Redact.credentials(name) + ", rawState=" + rawState + "]";
    }

    /** The service's words for the state of a trained model. Docs: model-apis-create-style-training. */
    public enum ModelState {
        /** Being brought into service. */
        DEPLOYING,
        /** Can be used. */
        SERVING,
        /** No word, or one that this library does not know; the raw one is kept beside it. */
        UNRECOGNIZED;

        /**
         * Reads the service's word.
         *
         * @param word the word, may be absent
         * @return its constant, {@link #UNRECOGNIZED} when it is absent or a new one
         */
        public static ModelState of(@Nullable String word) {
            if (word == null) {
                return UNRECOGNIZED;
            }
            return switch (word) {
                case "DEPLOYING" -> DEPLOYING;
                case "SERVING" -> SERVING;
                default -> UNRECOGNIZED;
            };
        }
    }
}
