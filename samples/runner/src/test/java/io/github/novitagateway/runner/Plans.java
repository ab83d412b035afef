package io.github.novitagateway.runner;

import io.github.novitagateway.training.BaseModels;
import java.nio.file.Path;
import java.util.List;

/** Plans over the first three of the sample pictures. */
final class Plans {
    static final Path PICTURES = Path.of("../pictures");

    private Plans() {}

    static TrainingPlan of(Path out, String... prompts) {
        return named("ink", out, prompts);
    }

    static TrainingPlan named(String name, Path out, String... prompts) {
        return with(PictureFolder.read(PICTURES, null).pictures().subList(0, 3), name, out, prompts);
    }

    static TrainingPlan with(List<Picture> pictures, String name, Path out, String... prompts) {
        return new TrainingPlan(
                name,
                BaseModels.V1_5_PRUNED_EMAONLY,
                512,
                512,
                null,
                null,
                pictures,
                List.of(prompts),
                Checkpoints.STABLE_DIFFUSION_1_5,
                out);
    }
}
