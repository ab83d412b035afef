package io.github.novitagateway.runner;

import io.github.novitagateway.error.ApiException.ContentRejectedException;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.training.TaskStatus;
import io.github.novitagateway.training.TrainedModel;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The README's pipeline, compiled and run by {@link ReadmeTest}. */
record OwnPipeline(NovitaGateway novita, Jobs jobs) {

    /** Where an application keeps what it must come back to. */
    interface Jobs {

        Mono<Void> keep(String id);

        Flux<String> unfinished();
    }

    Mono<TrainedModel> train(StyleTrainingRequest request) {
        Mono<TrainedModel> model = novita.trainings()
                .submit(request) // costs money: one subscription, one training
                .flatMap(id -> jobs.keep(id.toString()).thenReturn(id))
                .flatMap(novita.trainings()::result);
        return model;
    }

    Flux<TaskStatus> goOn() {
        Flux<TaskStatus> afterRestart = jobs.unfinished()
                .map(TaskId::parse)
                .collectList()
                .flatMapMany(ids -> novita.trainings().watchAll(ids));
        return afterRestart;
    }

    Flux<Path> draw(TextToImageRequest drawing, Path folder) {
        Flux<Path> saved = novita.images()
                .generate(drawing)
                .flatMap(image -> novita.images().download(image, folder), 2)
                .onErrorResume(ContentRejectedException.class, refused -> Flux.empty());
        return saved;
    }
}
