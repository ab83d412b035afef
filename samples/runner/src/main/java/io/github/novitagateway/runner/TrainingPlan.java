package io.github.novitagateway.runner;

import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.runner.TrainingLabel.Essentials;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.SubjectExpertSettings;
import io.github.novitagateway.training.SubjectTrainingRequest;
import io.github.novitagateway.training.TrainingRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What shall be trained, drawn and kept.
 *
 * @param name of the training, as the user gave it
 * @param baseModel what to train on
 * @param width of the training images
 * @param height of the training images
 * @param steps of the training; null leaves them to the service
 * @param instancePrompt what a picture of the subject shows; null for the training of a style
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
        @Nullable String instancePrompt,
        List<Picture> pictures,
        List<String> prompts,
        String checkpoint,
        Path out) {

    /** Finds what the service would refuse before anything is sent. */
    TrainingPlan {
        pictures = List.copyOf(pictures);
        prompts = prompts.stream().distinct().toList();
        request(name, baseModel, width, height, steps, instancePrompt)
                .requireTrainable(pictures.stream().map(Picture::toUpload).toList());
        prompts.forEach(prompt -> drawing(checkpoint, prompt, "trained"));
    }

    /** A request whose name has a random suffix. */
    TrainingRequest freshRequest() {
        return request(name, baseModel, width, height, steps, instancePrompt);
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

    Essentials essentials() {
        return new Essentials(
                name,
                baseModel,
                width,
                height,
                steps,
                instancePrompt,
                pictures.stream().map(Picture::name).toList(),
                pictures.stream().collect(Collectors.toMap(Picture::name, Picture::fingerprint)));
    }

    static TrainingRequest request(
            String name,
            String baseModel,
            int width,
            int height,
            @Nullable Integer steps,
            @Nullable String instancePrompt) {
        if (instancePrompt == null) {
            StyleTrainingRequest.Builder style =
                    StyleTrainingRequest.builder(name, baseModel).size(width, height);
            if (steps != null) {
                style.expertSettings(
                        StyleExpertSettings.builder().maxTrainSteps(steps).build());
            }
            return style.build();
        }
        SubjectExpertSettings.Builder settings = SubjectExpertSettings.builder(instancePrompt);
        SubjectTrainingRequest.Builder subject = SubjectTrainingRequest.builder(
                        name, baseModel, (steps == null ? settings : settings.maxTrainSteps(steps)).build())
                .size(width, height)
                .faceComponents();
        return subject.build();
    }

    static TextToImageRequest drawing(String checkpoint, String prompt, String lora) {
        return TextToImageRequest.builder(checkpoint, prompt)
                .lora(Lora.of(lora, LoraText.STRENGTH))
                .build();
    }
}
