package io.github.novitagateway.webflux.drawing;

import io.github.novitagateway.webflux.training.DrawingTold;
import io.github.novitagateway.webflux.training.LiveTraining;
import io.github.novitagateway.webflux.training.Training;
import io.github.novitagateway.webflux.training.Training.Drawing;
import io.github.novitagateway.webflux.training.TrainingFolder;
import io.github.novitagateway.webflux.training.Trainings;
import io.github.novitagateway.webflux.web.RefusedException;
import io.github.novitagateway.webflux.web.StoredFile;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Drawings over HTTP: ordered, listed, fetched. */
@RestController
@RequestMapping("/api/trainings/{id}/drawings")
final class DrawingController {

    private static final int LONGEST_PROMPT = 1024;
    private static final int MOST_DRAWINGS = 60;

    private final Trainings trainings;
    private final Drawings drawings;
    private final TrainingFolder folder;

    DrawingController(Trainings trainings, Drawings drawings, TrainingFolder folder) {
        this.trainings = trainings;
        this.drawings = drawings;
        this.folder = folder;
    }

    /** What is to be drawn. */
    record Wish(@Nullable String prompt) {}

    @PostMapping
    Mono<ResponseEntity<DrawingTold>> order(@PathVariable String id, @RequestBody Wish wish) {
        LiveTraining training = trainings.get(id);
        String prompt = checked(wish.prompt() == null ? "" : wish.prompt().strip());
        checkReady(training.now());
        return drawings.order(training, prompt)
                .map(drawing -> ResponseEntity.accepted()
                        .location(URI.create("/api/trainings/" + id + "/drawings/" + drawing.number()))
                        .body(DrawingTold.of(id, drawing)));
    }

    @GetMapping
    List<DrawingTold> all(@PathVariable String id) {
        return trainings.get(id).now().drawings().stream()
                .map(drawing -> DrawingTold.of(id, drawing))
                .toList();
    }

    @GetMapping("/{number}")
    ResponseEntity<Flux<DataBuffer>> one(@PathVariable String id, @PathVariable int number) {
        List<Drawing> all = trainings.get(id).now().drawings();
        Drawing drawing = number < 1 || number > all.size() ? null : all.get(number - 1);
        if (drawing == null || drawing.file() == null || drawing.mediaType() == null) {
            throw RefusedException.of(HttpStatus.NOT_FOUND, "number", "the number of a finished drawing", number);
        }
        return StoredFile.answer(folder.of(id).resolve(drawing.file()), drawing.mediaType(), drawing.saveAs());
    }

    private static String checked(String prompt) {
        int length = prompt.codePointCount(0, prompt.length());
        if (length < 1 || length > LONGEST_PROMPT) {
            throw RefusedException.value("prompt", "1.." + LONGEST_PROMPT + " characters", length);
        }
        return prompt;
    }

    private static void checkReady(Training training) {
        if (training.lora() == null) {
            throw RefusedException.of(HttpStatus.CONFLICT, "training", "ready", "not ready");
        }
        if (training.drawings().size() >= MOST_DRAWINGS) {
            throw RefusedException.of(
                    HttpStatus.CONFLICT,
                    "drawings",
                    "less than " + MOST_DRAWINGS,
                    training.drawings().size());
        }
    }
}
