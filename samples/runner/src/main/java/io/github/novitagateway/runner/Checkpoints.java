package io.github.novitagateway.runner;

import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.training.ModelFamily;
import org.jspecify.annotations.Nullable;

/** Which checkpoint draws with what was trained on which base model: both must be of one family. */
final class Checkpoints {
    static final String STABLE_DIFFUSION_1_5 = "realisticVisionV51_v51VAE_94301.safetensors";

    private Checkpoints() {}

    static String fitting(String baseModel, @Nullable String chosen) {
        if (chosen != null) {
            return chosen;
        }
        if (ModelFamily.of(baseModel).filter(ModelFamily.SDXL::equals).isPresent()) {
            throw new BoundException(
                    "checkpoint", "an SDXL one, given by --checkpoint, since " + baseModel + " is one", "absent");
        }
        return STABLE_DIFFUSION_1_5;
    }
}
