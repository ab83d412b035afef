package io.github.novitagateway.webflux.web;

import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.TrainingRequest;
import io.github.novitagateway.webflux.StudioSettings;
import io.github.novitagateway.webflux.picture.StartForm;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the page may offer, and the bounds of what it may send. */
@RestController
final class OptionsController {

    private final Options options;

    OptionsController(StudioSettings settings) {
        this.options = new Options(
                BaseModels.all(),
                BaseModels.V1_5_PRUNED_EMAONLY,
                TrainingRequest.MAX_IMAGES,
                settings.largestPicture().toBytes(),
                settings.largestRequest().toBytes(),
                StartForm.MOST_STEPS);
    }

    /** What the page is told. */
    record Options(
            List<String> baseModels,
            String usualBaseModel,
            int mostPictures,
            long largestPicture,
            long largestRequest,
            int mostSteps) {}

    @GetMapping("/api/options")
    Options options() {
        return options;
    }
}
