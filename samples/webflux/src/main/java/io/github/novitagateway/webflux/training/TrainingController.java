package io.github.novitagateway.webflux.training;

import io.github.novitagateway.webflux.StudioSettings;
import io.github.novitagateway.webflux.picture.IncomingForm;
import io.github.novitagateway.webflux.picture.Picture;
import io.github.novitagateway.webflux.web.RefusedException;
import io.github.novitagateway.webflux.web.StoredFile;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Trainings over HTTP: begun by a form of pictures and captions, listed, gone on with. */
@RestController
@RequestMapping("/api/trainings")
final class TrainingController {

    private final Trainings trainings;
    private final TrainingFolder folder;
    private final long largestPicture;
    private final long largestRequest;

    TrainingController(Trainings trainings, TrainingFolder folder, StudioSettings settings) {
        this.trainings = trainings;
        this.folder = folder;
        this.largestPicture = settings.largestPicture().toBytes();
        this.largestRequest = settings.largestRequest().toBytes();
    }

    /** Takes the whole form first, begins then: a form that breaks off begins nothing. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<TrainingView>> start(
            @RequestBody Flux<PartEvent> form,
            @RequestHeader(name = "Content-Length", defaultValue = "-1") long length) {
        if (length > largestRequest) {
            throw RefusedException.of(
                    HttpStatus.CONTENT_TOO_LARGE, "request", "at most " + largestRequest + " bytes", length);
        }
        trainings.requireRoom();
        String id = folder.newId();
        return IncomingForm.read(form, folder.of(id), largestPicture, largestRequest)
                .onErrorMap(AbortedException.class, TrainingController::brokenOff)
                .flatMap(filled -> trainings.begin(id, filled))
                .map(training -> ResponseEntity.created(URI.create("/api/trainings/" + id))
                        .body(TrainingView.of(training)));
    }

    static ServerWebInputException brokenOff(Throwable gone) {
        return new ServerWebInputException("the form broke off", null, gone);
    }

    @GetMapping
    List<TrainingView> all() {
        return trainings.all().stream()
                .map(TrainingView::of)
                .sorted(Comparator.comparing(TrainingView::createdAt).reversed())
                .toList();
    }

    @GetMapping("/{id}")
    TrainingView one(@PathVariable String id) {
        return TrainingView.of(trainings.get(id));
    }

    /** Goes on with one that stopped on the way. */
    @PostMapping("/{id}/attempts")
    Mono<ResponseEntity<TrainingView>> goOn(@PathVariable String id) {
        return trainings.goOn(id).map(training -> ResponseEntity.accepted().body(TrainingView.of(training)));
    }

    @GetMapping("/{id}/pictures/{index}")
    ResponseEntity<Flux<DataBuffer>> picture(@PathVariable String id, @PathVariable int index) {
        Training training = trainings.get(id).now();
        if (index < 0 || index >= training.pictures().size()) {
            throw RefusedException.of(
                    HttpStatus.NOT_FOUND, "index", "0.." + (training.pictures().size() - 1), index);
        }
        Picture picture = training.pictures().get(index);
        return StoredFile.answer(folder.of(id).resolve(picture.file()), picture.mediaType(), picture.name());
    }
}
