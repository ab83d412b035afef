package io.github.novitagateway.runner;

import io.github.novitagateway.image.Model;
import io.github.novitagateway.image.Model.ModelFilter;
import io.github.novitagateway.reactor.NovitaGateway;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Models in the order of their list, each with its file where there is a folder for it.
 *
 * @param novita to ask
 * @param filter which models
 * @param limit the most of them
 * @param folder for their files; null when they are not to be fetched
 */
record ListedModels(
        NovitaGateway novita,
        ModelFilter filter,
        int limit,
        @Nullable Path folder) {

    /**
     * A file that cannot be saved does not keep the others back; the first failure ends the stream when all is done.
     */
    Flux<Happening> happenings() {
        return Flux.defer(() -> {
            LateFailures failures = new LateFailures();
            return novita.models()
                    .list(filter)
                    .take(limit)
                    .concatMap(model -> happenings(model, failures))
                    .concatWith(failures.end());
        });
    }

    private Flux<Happening> happenings(Model model, LateFailures failures) {
        Flux<Happening> listed = Flux.just(report -> report.model(model));
        return folder == null || model.downloadUrl() == null
                ? listed
                : listed.concatWith(failures.goingOn(
                        saved(model, folder).flux(), failure -> report -> report.modelNotSaved(model, failure)));
    }

    private Mono<Happening> saved(Model model, Path folder) {
        return novita.models()
                .download(model, folder)
                .<Happening>map(file -> report -> report.modelSaved(file, model))
                .onErrorResume(failure -> SavedImages.thereAlready(failure)
                        .map(file -> Mono.<Happening>just(report -> report.modelThere(file, model)))
                        .orElseGet(() -> Mono.error(failure)));
    }
}
