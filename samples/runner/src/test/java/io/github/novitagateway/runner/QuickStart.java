package io.github.novitagateway.runner;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.config.ApiKey;
import io.github.novitagateway.config.NovitaConfig;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.training.BaseModels;
import io.github.novitagateway.training.DatasetImage.ImageToUpload;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TrainingEvent;
import java.nio.file.Path;
import java.util.List;
import reactor.core.publisher.Flux;

/** The README's quick start, compiled and run by {@link ReadmeTest}. */
final class QuickStart {

    private static final String CHECKPOINT = "realisticVisionV51_v51VAE_94301.safetensors";

    private QuickStart() {}

    static NovitaGateway gateway() {
        NovitaGateway novita = NovitaGateway.create(
                NovitaConfig.builder(ApiKey.fromEnvironment()).build());
        return novita;
    }

    static Flux<Path> draw(NovitaGateway novita, Path hills, Path out) {
        StyleTrainingRequest request = StyleTrainingRequest.builder("ink-hills", BaseModels.V1_5_PRUNED_EMAONLY)
                .build();
        List<ImageToUpload> pictures =
                List.of(ImageToUpload.of(ImageSource.file(hills), "inkwash style, terraced hills"));

        Flux<Path> drawings = novita.trainings()
                .run(request, pictures) // upload, submit, watch: one stream of events
                .ofType(TrainingEvent.Ready.class)
                .flatMap(ready -> novita.models().loraName(ready.model()))
                .map(lora -> TextToImageRequest.builder(CHECKPOINT, "a lighthouse")
                        .lora(Lora.of(lora, 0.8))
                        .build())
                .flatMap(novita.images()::generate)
                .flatMap(image -> novita.images().download(image, out));
        return drawings;
    }
}
