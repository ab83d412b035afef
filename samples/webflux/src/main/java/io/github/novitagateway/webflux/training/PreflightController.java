package io.github.novitagateway.webflux.training;

import io.github.novitagateway.asset.ImageSource;
import io.github.novitagateway.image.TextToImageRequest;
import io.github.novitagateway.preflight.DraftImage;
import io.github.novitagateway.preflight.Preflight;
import io.github.novitagateway.preflight.PreflightReport.Flaw;
import io.github.novitagateway.reactor.NovitaGateway;
import io.github.novitagateway.training.StyleExpertSettings;
import io.github.novitagateway.training.StyleTrainingRequest;
import io.github.novitagateway.webflux.StudioSettings;
import io.github.novitagateway.webflux.picture.IncomingForm;
import io.github.novitagateway.webflux.picture.Picture;
import io.github.novitagateway.webflux.picture.StartForm;
import io.github.novitagateway.webflux.web.RefusedException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.channel.AbortedException;

/** Looks at a form before it is sent to start a training. It sends nothing to the service and keeps nothing. */
@RestController
final class PreflightController {

    private final NovitaGateway novita;
    private final TrainingFolder folder;
    private final StudioSettings settings;

    PreflightController(NovitaGateway novita, TrainingFolder folder, StudioSettings settings) {
        this.novita = novita;
        this.folder = folder;
        this.settings = settings;
    }

    /** A folder that is left by a process that ended is removed by the next one, as it holds no record. */
    @PostMapping(path = "/api/preflight", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<PreflightView> look(@RequestBody Flux<PartEvent> form) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> folder.of(folder.newId())),
                place -> IncomingForm.draft(
                                form,
                                place,
                                settings.largestPicture().toBytes(),
                                settings.largestRequest().toBytes())
                        .onErrorMap(AbortedException.class, TrainingController::brokenOff)
                        .flatMap(draft -> report(draft, place)),
                PreflightController::removed);
    }

    private Mono<PreflightView> report(StartForm.Draft draft, Path place) {
        List<DraftImage> images =
                draft.pictures().stream().map(picture -> image(picture, place)).toList();
        List<Flaw> refusals =
                draft.refusals().stream().map(RefusedException::flaw).toList();
        return novita.trainings()
                .preflight(preflight(draft), images)
                .map(report -> PreflightView.of(report.withErrors(refusals)));
    }

    private Preflight preflight(StartForm.Draft draft) {
        StyleTrainingRequest.Builder request = StyleTrainingRequest.builder("preflight", draft.baseModel());
        if (draft.steps() != null) {
            request.expertSettings(
                    StyleExpertSettings.builder().maxTrainSteps(draft.steps()).build());
        }
        Preflight.Builder preflight = Preflight.builder(request.build())
                .drawing(TextToImageRequest.builder(settings.checkpointFor(draft.baseModel()), "a drawing")
                        .build());
        return settings.prices() == null
                ? preflight.build()
                : preflight.prices(settings.prices()).build();
    }

    /** The report calls it as the browser did, the file has a number. */
    private static DraftImage image(Picture picture, Path place) {
        return new DraftImage(picture.name(), ImageSource.file(place.resolve(picture.file())), picture.caption());
    }

    private static Mono<Void> removed(Path place) {
        return Mono.<Void>fromCallable(() -> {
                    FileSystemUtils.deleteRecursively(place);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
