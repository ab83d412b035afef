package io.github.novitagateway.runner;

import io.github.novitagateway.error.DownloadException;
import io.github.novitagateway.error.DownloadException.Reason;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.task.TaskId;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The images of a drawing, in a folder when it is done. */
final class SavedImages {
    private SavedImages() {}

    /**
     * Waits for the drawing and fetches its images. One that is there already counts as saved.
     *
     * @param prompt what is drawn; null when that is not known
     */
    static Flux<Happening> of(NovitaGateway novita, TaskId drawing, @Nullable String prompt, Path folder) {
        return novita.images()
                .result(drawing)
                .flatMapIterable(GenerationStatus::images)
                .concatMap(image -> novita.images()
                        .download(image, folder)
                        .onErrorResume(
                                failure -> thereAlready(failure).map(Mono::just).orElseGet(() -> Mono.error(failure)))
                        .map(file -> report -> report.saved(file, prompt, image.index(), drawing)));
    }

    /** The file that a download found in its place. */
    static Optional<Path> thereAlready(Throwable failure) {
        return failure instanceof DownloadException download
                        && download.reason() == Reason.EXISTS
                        && download.getCause() instanceof FileAlreadyExistsException there
                ? Optional.of(Path.of(there.getFile()))
                : Optional.empty();
    }
}
