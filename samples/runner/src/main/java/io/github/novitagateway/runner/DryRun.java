package io.github.novitagateway.runner;

import io.github.novitagateway.account.PriceTable;
import io.github.novitagateway.guard.BoundException;
import io.github.novitagateway.guard.Require;
import io.github.novitagateway.image.GenerationRequest;
import io.github.novitagateway.preflight.DraftImage;
import io.github.novitagateway.preflight.Preflight;
import io.github.novitagateway.preflight.PreflightReport;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.runner.TrainingLabel.Essentials;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.TrainingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A training as it was typed, to be looked at and not started.
 *
 * @param name of the training
 * @param baseModel what to train on
 * @param width of the training images
 * @param height of the training images
 * @param steps of the training; null leaves them to the service
 * @param instancePrompt what a picture of the subject shows; null for the training of a style
 * @param pictures what to learn from, unchecked
 * @param prompts what to draw
 * @param checkpoint what to draw with; null for that of the family of the base model
 * @param prices of the user's own; null leaves the cost open
 */
record DryRun(
        String name,
        String baseModel,
        int width,
        int height,
        @Nullable Integer steps,
        @Nullable String instancePrompt,
        List<DraftImage> pictures,
        List<String> prompts,
        @Nullable String checkpoint,
        @Nullable PriceTable prices) {
    private static final String NAME = "dry-run";
    private static final int SIDE = 512;

    DryRun {
        pictures = List.copyOf(pictures);
        prompts = prompts.stream().distinct().toList();
    }

    /** Sends nothing. What is out of range does not keep the rest from being looked at. */
    Mono<PreflightReport> report(NovitaGateway novita) {
        return Mono.defer(() -> {
            List<Flaw> flaws = new ArrayList<>();
            boolean fine = accepted(flaws, this::checkSettings);
            Preflight.Builder preflight = Preflight.builder(fine ? request() : nearest());
            if (prices != null) {
                preflight.prices(prices);
            }
            prompts.forEach(prompt -> accepted(flaws, () -> preflight.drawing(drawing(prompt))));
            return novita.trainings()
                    .preflight(preflight.build(), pictures)
                    .map(report -> report.withErrors(flaws.stream().distinct().toList()));
        });
    }

    private GenerationRequest drawing(String prompt) {
        return TrainingPlan.drawing(Checkpoints.fitting(baseModel, checkpoint), prompt, "trained");
    }

    /** What is told of the run by its record. */
    Essentials essentials(Map<String, Fingerprint> fingerprints) {
        List<String> names = pictures.stream().map(DraftImage::name).toList();
        return new Essentials(name, baseModel, width, height, steps, instancePrompt, names, fingerprints);
    }

    private void checkSettings() {
        Require.all(
                () -> TrainingPlan.request(name, baseModel, width, height, null, instancePrompt),
                () -> TrainingPlan.request(NAME, BaseModels.V1_5_PRUNED_EMAONLY, SIDE, SIDE, steps, instancePrompt));
    }

    private TrainingRequest request() {
        return TrainingPlan.request(name, baseModel, width, height, steps, instancePrompt);
    }

    /** The training without what is out of range. */
    private TrainingRequest nearest() {
        boolean named = accepted(new ArrayList<>(), () -> Require.label("baseModel", baseModel));
        boolean sized = width > 0 && height > 0;
        return TrainingPlan.request(
                NAME,
                named ? baseModel : BaseModels.V1_5_PRUNED_EMAONLY,
                sized ? width : SIDE,
                sized ? height : SIDE,
                null,
                instancePrompt == null ? null : NAME);
    }

    private static boolean accepted(List<Flaw> flaws, Runnable check) {
        try {
            check.run();
            return true;
        } catch (BoundException refusal) {
            flaws.addAll(Flaw.of(null, refusal));
            return false;
        }
    }
}
