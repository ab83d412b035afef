package io.github.novitagateway.webflux.drawing;

import io.github.novitagateway.asset.ImageFormat;
import io.github.novitagateway.error.NovitaException.SubmitOutcomeUnknownException;
import io.github.novitagateway.image.GenerationStatus;
import io.github.novitagateway.image.Lora;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.reactor.FileTaskJournal;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.reactor.TaskJournal;
import io.github.novitagateway.reactor.TaskJournal.PaidTask;
import io.github.novitagateway.task.TaskId;
import io.github.novitagateway.webflux.StudioSettings;
import io.github.novitagateway.webflux.event.EventLog;
import io.github.novitagateway.webflux.training.DrawingTold;
import io.github.novitagateway.webflux.training.Failure;
import io.github.novitagateway.webflux.training.LiveTraining;
import io.github.novitagateway.webflux.training.Resumed;
import io.github.novitagateway.webflux.training.Training;
import io.github.novitagateway.webflux.training.Training.Drawing;
import io.github.novitagateway.webflux.training.TrainingFolder;
import io.github.novitagateway.webflux.training.Trainings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Draws with a trained style. As with trainings, the application draws, not the request, and what is ordered is on the
 * disk before it is paid.
 */
@Component
final class Drawings implements Resumed {

    private static final Logger LOG = LoggerFactory.getLogger(Drawings.class);
    private static final double STRENGTH = 0.8;

    private final NovitaGateway novita;
    private final FileTaskJournal journal;
    private final Trainings trainings;
    private final TrainingFolder folder;
    private final EventLog log;
    private final StudioSettings settings;

    Drawings(
            NovitaGateway novita,
            FileTaskJournal journal,
            Trainings trainings,
            TrainingFolder folder,
            EventLog log,
            StudioSettings settings) {
        this.novita = novita;
        this.journal = journal;
        this.trainings = trainings;
        this.folder = folder;
        this.log = log;
        this.settings = settings;
    }

    /** Orders a drawing; cancelling what comes back changes nothing. One that cannot be kept is never drawn. */
    Mono<Drawing> order(LiveTraining training, String prompt) {
        return Mono.defer(() -> {
            List<Drawing> all =
                    training.change(now -> now.withNewDrawing(prompt)).drawings();
            Drawing ordered = all.get(all.size() - 1);
            Mono<Drawing> kept = change(training, ordered.number(), same -> same)
                    .doOnError(unsaved -> training.change(
                            now -> now.withDrawing(ordered.number(), same -> same.failed(Failure.of(unsaved)))))
                    .then(Mono.fromRunnable(() -> draw(training, ordered)))
                    .thenReturn(ordered)
                    .cache();
            trainings.own(kept.then());
            return kept;
        });
    }

    /** Draws what was ordered before the application was started. */
    @Override
    public void goOn(LiveTraining training, Training record) {
        record.drawings().stream().filter(Drawing::open).forEach(drawing -> draw(training, drawing));
    }

    private void draw(LiveTraining training, Drawing drawing) {
        int number = drawing.number();
        trainings.own(task(training, drawing)
                .flatMap(task -> novita.images().result(task))
                .flatMap(result -> fetched(training, number, result))
                .onErrorResume(failure -> {
                    LOG.info("Drawing {} of training {} failed: {}", number, training.id(), failure.toString());
                    return change(training, number, now -> now.failed(Failure.of(failure)));
                }));
    }

    private Mono<TaskId> task(LiveTraining training, Drawing drawing) {
        if (drawing.taskId() != null) {
            return Mono.just(TaskId.parse(drawing.taskId()));
        }
        String label = training.id() + "/" + drawing.number();
        return journal.tasks()
                .filter(task -> label.equals(task.intent().label()))
                .takeLast(1)
                .next()
                .flatMap(Drawings::known)
                .switchIfEmpty(Mono.defer(() -> novita.images().submit(request(training.now(), drawing.prompt()))))
                .contextWrite(TaskJournal.label(label))
                .flatMap(task -> change(training, drawing.number(), now -> now.ordered(task))
                        .thenReturn(task));
    }

    /** A drawing cannot be looked up by a name: one whose answer was lost is not ordered again by itself. */
    private static Mono<TaskId> known(PaidTask paid) {
        return paid.taskId()
                .map(Mono::just)
                .orElseGet(() -> Mono.error(new SubmitOutcomeUnknownException(
                        null, paid.intent().at(), List.of(), new IllegalStateException("the answer was lost"))));
    }

    private TextToImageRequest request(Training training, String prompt) {
        String lora = Objects.requireNonNull(training.lora(), "lora");
        return TextToImageRequest.builder(settings.checkpointFor(training.baseModel()), prompt)
                .lora(Lora.of(lora, STRENGTH))
                .build();
    }

    private Mono<Void> fetched(LiveTraining training, int number, GenerationStatus result) {
        Path home = folder.of(training.id());
        Path directory = home.resolve("drawings").resolve(String.valueOf(number));
        return cleared(directory)
                .then(novita.images().download(result.images().get(0), directory))
                .flatMap(file -> mediaType(file)
                        .flatMap(type -> change(
                                training,
                                number,
                                now -> now.drawn(home.relativize(file).toString(), type))));
    }

    /** A file that an earlier process fetched and had no time to note would stand in the way. */
    private static Mono<Void> cleared(Path directory) {
        return Mono.<Void>fromCallable(() -> {
                    FileSystemUtils.deleteRecursively(directory);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Mono<String> mediaType(Path file) {
        return Mono.fromCallable(() -> typeOf(file)).subscribeOn(Schedulers.boundedElastic());
    }

    private static String typeOf(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return ImageFormat.detect(content.readNBytes(ImageFormat.HEADER_BYTES))
                    .map(ImageFormat::mediaType)
                    .orElseThrow(() -> new IOException(file.getFileName() + " is no picture"));
        }
    }

    private Mono<Void> change(LiveTraining training, int number, UnaryOperator<Drawing> change) {
        return Mono.defer(() -> {
            Training changed = training.change(now -> now.withDrawing(number, change));
            Drawing drawing = changed.drawings().get(number - 1);
            return folder.save(training).then(Mono.fromRunnable(() -> log.add(DrawingTold.of(training.id(), drawing))));
        });
    }
}
