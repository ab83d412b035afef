package io.github.novitagateway.preflight;

import io.github.novitagateway.image.GenerationRequest;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.training.ModelFamily;
import java.util.List;
import java.util.Optional;

/** Whether the checkpoints of drawings are of the family that was trained on. */
final class ModelRules {
    private final String baseModel;
    private final List<Flaw> errors;
    private final List<Flaw> warnings;

    ModelRules(String baseModel, List<Flaw> errors, List<Flaw> warnings) {
        this.baseModel = baseModel;
        this.errors = errors;
        this.warnings = warnings;
    }

    void judge(List<GenerationRequest> drawings) {
        drawings.stream().map(GenerationRequest::modelName).distinct().forEach(this::judge);
    }

    private void judge(String checkpoint) {
        Optional<ModelFamily> trained = ModelFamily.of(baseModel);
        Optional<ModelFamily> drawing = ModelFamily.of(checkpoint);
        if (trained.isPresent() && drawing.isPresent()) {
            if (!trained.equals(drawing)) {
                errors.add(
                        flaw(checkpoint, trained.get().toString(), drawing.get().toString()));
            }
        } else {
            warnings.add(flaw(
                    checkpoint,
                    trained.map(ModelFamily::toString).orElse("unknown"),
                    drawing.map(ModelFamily::toString).orElse("unknown")));
        }
    }

    private Flaw flaw(String checkpoint, String trained, String drawing) {
        return new Flaw(
                null, "modelName", "of the family of " + baseModel + ", " + trained, checkpoint + ", " + drawing);
    }
}
