package io.github.novitagateway.runner;

import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What shall be trained, drawn and kept.
 *
 * @param name of the training, as the user gave it
 * @param baseModel what to train on
 * @param width of the training images
 * @param height of the training images
 * @param steps of the training; null leaves them to the service
 * @param pictures what to learn from
 * @param prompts what to draw with the trained style, each once
 * @param checkpoint what to draw with
 * @param out the folder for drawings and the record of the run
 */
record TrainingPlan(
        String name,
        String baseModel,
        int width,
        int height,
        @Nullable Integer steps,
        List<Picture> pictures,
        List<String> prompts,
        String checkpoint,
        Path out) {

    /** Finds what the service would refuse before anything is sent. */
    TrainingPlan {
        pictures = List.copyOf(pictures);
        prompts = prompts.stream().distinct().toList();
        builder(name, baseModel, width, height, steps)
                .build()
                .requireTrainable(pictures.stream().map(Picture::toUpload).toList());
        prompts.forEach(prompt -> drawing(checkpoint, prompt, "trained"));
    }

    /** A request whose name has a random suffix. */
    StyleTrainingRequest freshRequest() {
        return builder(name, baseModel, width, height, steps).build();
    }

    /** The request with a name that was chosen earlier. */
    StyleTrainingRequest requestNamed(String sentName) {
        return builder(sentName, baseModel, width, height, steps).exactName().build();
    }

    List<ImageToUpload> images() {
        return pictures.stream().map(Picture::toUpload).toList();
    }

    TextToImageRequest drawing(String prompt, String lora) {
        return drawing(checkpoint, prompt, lora);
    }

    long bytes() {
        return pictures.stream().mapToLong(Picture::bytes).sum();
    }

    RunRecord.Essentials essentials() {
        return new RunRecord.Essentials(
                name,
                baseModel,
                width,
                height,
                steps,
                pictures.stream().map(Picture::name).toList());
    }

    private static StyleTrainingRequest.Builder builder(
            String name, String baseModel, int width, int height, @Nullable Integer steps) {
        StyleTrainingRequest.Builder builder =
                StyleTrainingRequest.builder(name, baseModel).size(width, height);
        return steps == null
                ? builder
                : builder.expertSettings(
                        StyleExpertSettings.builder().maxTrainSteps(steps).build());
    }

    private static TextToImageRequest drawing(String checkpoint, String prompt, String lora) {
        return TextToImageRequest.builder(checkpoint, prompt)
                .lora(Lora.of(lora, LoraText.STRENGTH))
                .build();
    }
}
